import { formatDuration } from '../../../clock/duration.ts';
import type { AccountPolicy, LockoutPolicy, PasswordPolicy } from '../../domain/policy.ts';
import { allDomains, type DomainConfig, type Placed } from '../domains-of.ts';
import type { ForestConfig } from '../forest.ts';
import type { ForestMistake, Path } from '../mistake.ts';
import { accountPolicyOf, fineGrainedAccountPolicy } from '../policy-of.ts';
import { repeated } from './wording.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const LONGEST_LOCK = 99_999 * MINUTE;

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
  const mistakes = [...lockoutRules(lockout, path), ...ageRules(password, [...path, section])];
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

/** Account lockout duration, and "Reset account lockout counter after". Without a threshold nothing comes of them. */
function lockoutRules(
  { threshold, duration, observationWindow }: LockoutPolicy,
  path: Path,
): ForestMistake[] {
  const times = { duration, observationWindow };
  const tooLong = (['duration', 'observationWindow'] as const).flatMap((key) =>
    times[key] <= LONGEST_LOCK
      ? []
      : [
          {
            path: [...path, 'lockout', key],
            found: formatDuration(times[key]),
            expected: 'at most 99999m, as AD refuses more',
          },
        ],
  );
  if (tooLong.length > 0 || threshold === 0) return tooLong;
  const place = [...path, 'lockout', 'observationWindow'];
  const window = formatDuration(observationWindow);
  if (observationWindow < MINUTE) {
    const expected = 'at least 1m, as AD refuses less where there is a threshold';
    return [{ path: place, found: window, expected }];
  }
  if (duration === 0 || observationWindow <= duration) return [];
  return [
    {
      path: place,
      found: `${window}, longer than the lockout's duration ${formatDuration(duration)}`,
      expected: 'at most the duration, as AD refuses more',
      remedy: 'Shorten it, or write `duration: 0s` for a lockout that only an administrator ends',
    },
  ];
}

/** Maximum and minimum password age. */
function ageRules({ maxAge, minAge }: PasswordPolicy, path: Path): ForestMistake[] {
  const limits = [
    ['maxAge', maxAge, 999],
    ['minAge', minAge, 998],
  ] as const;
  return limits.flatMap(([key, age, days]) =>
    age <= days * DAY
      ? []
      : [
          {
            path: [...path, key],
            found: formatDuration(age),
            expected: `at most ${days}d, as AD refuses more`,
            remedy: key === 'maxAge' ? 'Write `maxAge: 0s` for passwords that never expire' : undefined,
          },
        ],
  );
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
