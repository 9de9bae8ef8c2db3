import type { FederationConfig } from '../config.ts';

/**
 * The issuer of a domain's assertions. A farm for one domain signs as itself; with several, the issuer rule that
 * `-SupportMultipleDomain` adds names the user's own suffix, since the tenant wants an issuer of its own per domain.
 */
export function issuerOf(
  { name, domains }: Pick<FederationConfig, 'name' | 'domains'>,
  domain: string,
): string {
  return domains.length > 1
    ? `http://${domain.toLowerCase()}/adfs/services/trust/`
    : `http://${name}/adfs/services/trust`;
}

/** The part of a UPN that names its domain. */
export function suffixOf(userPrincipalName: string): string {
  return userPrincipalName.slice(userPrincipalName.lastIndexOf('@') + 1);
}
