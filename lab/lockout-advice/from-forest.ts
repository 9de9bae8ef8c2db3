import { allDomains, type ForestConfig } from '../forest/config.ts';
import type { DomainConfig } from '../forest/config/domains-of.ts';
import { accountPolicyOf, fineGrainedAccountPolicy, policiesOf } from '../forest/config/policy-of.ts';
import type { AccountPolicy } from '../forest/domain/policy.ts';
import type { DirectoryPolicy } from './sides.ts';

/** Every policy of a described forest: each domain's own, and its fine-grained ones. */
export function directoryPolicies(config: ForestConfig): DirectoryPolicy[] {
  return allDomains(config).flatMap(({ config: domain }) => [
    described(domain, domain.domain, accountPolicyOf(domain)),
    ...domain.fineGrainedPolicies.map((one) => ({
      ...described(domain, `${domain.domain}: ${one.name}`, fineGrainedAccountPolicy(one, domain)),
      appliesTo: one.appliesTo,
    })),
  ]);
}

/** The policy that a named user is under, by UPN or `sAMAccountName`; undefined when the description names nobody so. */
export function policyOfUser(config: ForestConfig, name: string): DirectoryPolicy | undefined {
  for (const { config: domain } of allDomains(config)) {
    const user = domain.users.named.find(({ upn, sam }) => [upn, sam].some((one) => isSame(one, name)));
    if (user !== undefined) return described(domain, user.upn, policiesOf(domain)(user));
  }
  return undefined;
}

/** Names that `policyOfUser` takes. */
export function namedUsers(config: ForestConfig): string[] {
  return allDomains(config).flatMap(({ config: domain }) => domain.users.named.map(({ upn }) => upn));
}

function described(
  domain: DomainConfig,
  name: string,
  { lockout, password }: AccountPolicy,
): DirectoryPolicy {
  return {
    name,
    lockout,
    historyLength: password.historyLength,
    // The PDC emulator judges for all.
    sparesOldPasswords: domain.domainControllers[0]?.sparesOldPasswords ?? true,
  };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
