import { formatDuration } from '../../../clock/duration.ts';
import type { AccountPolicy } from '../../domain/policy.ts';
import { allDomains, type DomainConfig, type Placed } from '../domains-of.ts';
import type { ForestConfig } from '../forest.ts';
import type { ForestMistake, Path } from '../mistake.ts';
import { accountPolicyOf, fineGrainedAccountPolicy } from '../policy-of.ts';
import { repeated } from './wording.ts';

/** What AD's own policy editor refuses (documentation of account lockout, password policy and fine-grained policies). */
export function policyRules(config: ForestConfig): ForestMistake[] {
  return allDomains(config).flatMap((domain) => [
    ...aliasRules(domain),
    ...accountPolicyRules(accountPolicyOf(domain.config), domain.path, 'passwordPolicy'),
    ...fineGrainedRules(domain),
  ]);
}

function aliasRules({ config, path }: Placed<DomainConfig>): ForestMistake[] {
  if (config.maxPasswordAge === undefined || config.passwordPolicy.maxAge === undefined) return [];
  return [
    {
      path: [...path, 'maxPasswordAge'],
      found: 'maxPasswordAge beside passwordPolicy.maxAge',
      expected: 'one of the two, as both mean the same',
      remedy: 'Keep `passwordPolicy.maxAge`',
    },
  ];
}

function accountPolicyRules(
  { lockout, password }: AccountPolicy,
  path: Path,
  section: string,
): ForestMistake[] {
  const mistakes: ForestMistake[] = [];
  if (lockout.duration !== 0 && lockout.observationWindow > lockout.duration) {
    const [window, duration] = [lockout.observationWindow, lockout.duration].map(formatDuration);
    mistakes.push({
      path: [...path, 'lockout', 'observationWindow'],
      found: `${window}, longer than the lockout's duration ${duration}`,
      expected: 'at most the duration, as AD refuses more',
      remedy: 'Shorten it, or write `duration: 0s` for a lockout that only an administrator ends',
    });
  }
  if (password.maxAge !== 0 && password.minAge >= password.maxAge) {
    const [youngest, oldest] = [password.minAge, password.maxAge].map(formatDuration);
    mistakes.push({
      path: [...path, section, 'minAge'],
      found: `${youngest}, no less than the maximum age ${oldest}`,
      expected: 'less than the maximum age, or nobody could change a password before it expires',
      remedy: 'Shorten it, or write `maxAge: 0s` for passwords that never expire',
    });
  }
  return mistakes;
}

function fineGrainedRules({ config, path }: Placed<DomainConfig>): ForestMistake[] {
  const policies = config.fineGrainedPolicies.map((policy, n) => ({
    policy,
    path: [...path, 'fineGrainedPolicies', n],
  }));
  return [
    ...policies.flatMap(({ policy, path }) =>
      accountPolicyRules(fineGrainedAccountPolicy(policy, config), path, 'passwordPolicy'),
    ),
    ...repeated(policies, ({ policy }) => policy.name).map(({ policy, path }) => ({
      path: [...path, 'name'],
      found: `"${policy.name}" a second time`,
      expected: 'each fine-grained policy once in its domain',
    })),
    ...repeated(policies, ({ policy }) => String(policy.precedence)).map(({ policy, path }) => ({
      path: [...path, 'precedence'],
      found: `${policy.precedence} a second time`,
      expected: 'a precedence of its own for each, or a GUID decides which applies',
    })),
  ];
}
