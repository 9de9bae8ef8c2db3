import type { AccountPolicy } from '../domain/policy.ts';
import type { DomainConfig } from './domains-of.ts';
import { groupsOf, type Described } from './memberships.ts';
import type { FineGrainedPolicyConfig } from './policy.ts';

const DAY = 86_400_000;
/** Ages in a new domain. */
const MAX_AGE = 42 * DAY;
const MIN_AGE = DAY;

/** The account policy that a domain's description asks for. */
export function accountPolicyOf(
  config: Pick<DomainConfig, 'lockout' | 'passwordPolicy' | 'maxPasswordAge'>,
): AccountPolicy {
  const { minAge, minLength, history, complexity } = config.passwordPolicy;
  const maxAge = config.passwordPolicy.maxAge ?? config.maxPasswordAge ?? MAX_AGE;
  return {
    lockout: config.lockout,
    password: {
      maxAge,
      minAge: minAge ?? (maxAge === 0 || maxAge > MIN_AGE ? MIN_AGE : 0),
      minLength,
      historyLength: history,
      complexity,
    },
  };
}

/** What a fine-grained policy asks for; what it leaves out is as in its domain's policy. */
export function fineGrainedAccountPolicy(
  { lockout, passwordPolicy }: FineGrainedPolicyConfig,
  domain: Parameters<typeof accountPolicyOf>[0],
): AccountPolicy {
  const usual = accountPolicyOf(domain);
  const { maxAge, minAge, minLength, history, complexity } = passwordPolicy;
  return {
    lockout: {
      threshold: lockout.threshold ?? usual.lockout.threshold,
      duration: lockout.duration ?? usual.lockout.duration,
      observationWindow: lockout.observationWindow ?? usual.lockout.observationWindow,
    },
    password: {
      maxAge: maxAge ?? usual.password.maxAge,
      minAge: minAge ?? usual.password.minAge,
      minLength: minLength ?? usual.password.minLength,
      historyLength: history ?? usual.password.historyLength,
      complexity: complexity ?? usual.password.complexity,
    },
  };
}

/** Tells of anybody of a domain the policy that they are under: one for the user, else one for a group, else the domain's. */
export function policiesOf(domain: DomainConfig): (user: Described) => AccountPolicy {
  const ranked = domain.fineGrainedPolicies.toSorted((one, other) => one.precedence - other.precedence);
  const usual = accountPolicyOf(domain);
  const groups = groupsOf(domain);
  const foremost = (names: ReadonlySet<string>): FineGrainedPolicyConfig | undefined =>
    ranked.find(({ appliesTo }) => appliesTo.some((name) => names.has(name.toLowerCase())));
  return (user) => {
    if (ranked.length === 0) return usual;
    const found = foremost(new Set([user.sam.toLowerCase()])) ?? foremost(groups(user));
    return found === undefined ? usual : fineGrainedAccountPolicy(found, domain);
  };
}

/** The longest that a password may be kept under any policy of a domain; 0 when none expires. */
export function longestPasswordAge(
  domain: Pick<DomainConfig, 'fineGrainedPolicies'> & Parameters<typeof accountPolicyOf>[0],
): number {
  const policies = [
    accountPolicyOf(domain),
    ...domain.fineGrainedPolicies.map((policy) => fineGrainedAccountPolicy(policy, domain)),
  ];
  return Math.max(...policies.map(({ password }) => password.maxAge));
}
