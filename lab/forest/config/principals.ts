import { wellKnownNames } from '../domain/well-known.ts';
import { domainsOf, type DomainConfig, type Placed } from './domains-of.ts';
import type { SingleForestConfig } from './forest.ts';

/** The account that AD FS and Connect search with: one in the first domain of every forest. */
export const SERVICE_ACCOUNT = 'svc-connect';

/** `sAMAccountName`s that a domain has besides those described. */
export function namesFromTheStart(isForestRoot: boolean): string[] {
  return [...wellKnownNames(isForestRoot), ...(isForestRoot ? [SERVICE_ACCOUNT] : [])];
}

/** `sAMAccountName`s of a domain that may be referred to; invented people's are not known before they are invented. */
export function principalsOf({ groups, users }: DomainConfig, isForestRoot: boolean): string[] {
  return [
    ...groups.map(({ name }) => name),
    ...users.named.map(({ sam }) => sam),
    ...namesFromTheStart(isForestRoot),
  ];
}

/** The same of all domains of a forest, as `EMEA\ada`. */
export function qualifiedPrincipalsOf(forest: Placed<SingleForestConfig>): string[] {
  return domainsOf(forest).flatMap(({ config }, n) =>
    principalsOf(config, n === 0).map((sam) => `${config.netbios}\\${sam}`),
  );
}
