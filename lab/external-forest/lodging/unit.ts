import { escapeDnValue } from '../../ldap/dn.ts';

/** `OU=Staff,DC=contoso,DC=lab` */
export function unitOf(name: string, base: string): string {
  return `OU=${escapeDnValue(name)},${base}`;
}
