import type { FederationConfig } from '../config.ts';

type Names = Pick<FederationConfig, 'name' | 'domains'>;

/**
 * The issuer of a domain's assertions. A farm for one domain signs as itself; with several, the issuer rule that
 * `-SupportMultipleDomain` adds names the user's own suffix, since the tenant wants an issuer of its own per domain.
 */
export function issuerOf(
  { name, domains }: Names,
  domain: string,
  issuerPerDomain: boolean = domains.length > 1,
): string {
  return issuerPerDomain
    ? `http://${domain.toLowerCase()}/adfs/services/trust/`
    : serviceIdentifier({ name });
}

/** The federation service identifier. */
export function serviceIdentifier({ name }: Pick<Names, 'name'>): string {
  return `http://${name}/adfs/services/trust`;
}

/** The part of a UPN that names its domain. */
export function suffixOf(userPrincipalName: string): string {
  return userPrincipalName.slice(userPrincipalName.lastIndexOf('@') + 1);
}
