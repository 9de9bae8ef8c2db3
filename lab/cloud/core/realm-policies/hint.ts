import type { HomeRealmPolicy } from './policy.ts';

/**
 * Whether a hint is followed: to respect it for the domain or the application wins over ignoring it (documented: prevent
 * domain hints).
 */
export function respectsHint(
  hint: string,
  clientId: string | undefined,
  { domainHints }: HomeRealmPolicy,
): boolean {
  const { ignoreForDomains, respectForDomains, ignoreForApps, respectForApps } = domainHints;
  if (names(respectForDomains, hint) || names(respectForApps, clientId)) return true;
  return !(names(ignoreForDomains, hint) || names(ignoreForApps, clientId));
}

function names(list: readonly string[], one: string | undefined): boolean {
  return one !== undefined && list.some((name) => name === '*' || name.toLowerCase() === one.toLowerCase());
}
