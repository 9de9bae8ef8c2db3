import { dnKey, type DnKey } from '../../ldap/dn.ts';

/** The names that a domain goes by. */
export interface DomainNames {
  /** `corp.contoso.com` */
  readonly dns: string;
  /** `CORP` */
  readonly netbios: string;
}

/** `DC=corp,DC=contoso,DC=com` for `corp.contoso.com`. */
export function baseOf(dnsDomain: string): string {
  return dnsDomain
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',');
}

/** Key of a name that the lab itself made. */
export function keyOf(dn: string): DnKey {
  return dnKey(dn) ?? dn.toLowerCase();
}

/** `dc1.corp.contoso.com` for DC1. */
export function dnsNameOf(name: string, dnsDomain: string): string {
  return `${name.toLowerCase()}.${dnsDomain}`;
}
