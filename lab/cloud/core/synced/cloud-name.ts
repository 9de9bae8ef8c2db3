import type { Domains } from '../domains.ts';

/** The name in the cloud of a user on premises: a suffix that is no verified domain becomes the initial domain. */
export function cloudName(upn: string, domains: Domains): string {
  if (domains.ofUpn(upn) !== undefined) return upn;
  return `${upn.slice(0, upn.lastIndexOf('@'))}@${domains.initial().name}`;
}

/** The other way round, for users whose suffix on premises is known. */
export function nameOnPremises(upn: string, suffix: string, domains: Domains): string {
  const at = upn.lastIndexOf('@');
  const isInitial = upn.slice(at + 1).toLowerCase() === domains.initial().name;
  return isInitial && domains.find(suffix) === undefined ? `${upn.slice(0, at)}@${suffix}` : upn;
}
