import { weaknessOf, type Weakness } from '../../passwords/quality.ts';
import { domainsOf, forestsOf, type DomainConfig, type Placed } from '../domains-of.ts';
import type { ForestConfig } from '../forest.ts';
import type { Described } from '../memberships.ts';
import type { ForestMistake, Path } from '../mistake.ts';
import { policiesOf } from '../policy-of.ts';
import { SERVICE_ACCOUNT } from '../principals.ts';

interface Owner extends Described {
  readonly displayName?: string | undefined;
}

/** Passwords as their owners' policies want them: AD makes no exception for who sets one. */
export function passwordRules(config: ForestConfig): ForestMistake[] {
  return forestsOf(config).flatMap((forest) =>
    domainsOf(forest).flatMap((domain, n) => ofDomain(domain, n === 0)),
  );
}

/** One mistake for each password that is written, however many have it. */
function ofDomain({ config, path }: Placed<DomainConfig>, isForestRoot: boolean): ForestMistake[] {
  const { users, password } = config;
  const wrong = refusals(config);
  const named = users.named.map((user) => ({ ...user, displayName: user.name }));
  const own = named.flatMap((user, n) =>
    user.password === undefined
      ? []
      : wrong(user.password, [user], [...path, 'users', 'named', n, 'password']),
  );
  if (password === undefined) return own;
  const others = [...named.filter((user) => user.password === undefined), ...unnamed(config, isForestRoot)];
  return [...own, ...wrong(password, others, [...path, 'password'])];
}

/** Who has the domain's password besides those named. */
function unnamed({ users }: DomainConfig, isForestRoot: boolean): Owner[] {
  return [
    { sam: 'Administrator', memberOf: ['Domain Admins', 'Group Policy Creator Owners'] },
    ...(isForestRoot ? [{ sam: SERVICE_ACCOUNT, memberOf: [] }] : []),
    // Whoever is invented: their names are not known yet.
    ...(users.generate > 0 ? [{ sam: '', memberOf: [] }] : []),
  ];
}

function refusals(config: DomainConfig) {
  const policyOf = policiesOf(config);
  return (password: string, owners: readonly Owner[], path: Path): ForestMistake[] => {
    for (const owner of owners) {
      const policy = policyOf(owner).password;
      const weakness = weaknessOf(password, policy, owner);
      if (weakness === undefined) continue;
      return [{ path, ...WORDS[weakness](owner.sam || 'generated users', policy.minLength) }];
    }
    return [];
  };
}

type Words = (who: string, length: number) => Omit<ForestMistake, 'path'>;

/** What is found is never told. */
const WORDS: Readonly<Record<Weakness, Words>> = {
  tooShort: (who, length) => ({
    found: `a password too short for ${who}`,
    expected: `at least ${length} characters, as the policy over ${who} says`,
    remedy: 'Write a longer one, or a smaller `minLength` in the policy',
  }),
  tooSimple: (who) => ({
    found: `a password too simple for ${who}`,
    expected:
      'three kinds of characters out of capitals, small letters, digits, others and letters without case',
    remedy: 'Write another, or `complexity: false` in the policy',
  }),
  containsName: (who) => ({
    found: `a password for ${who} that contains part of the name`,
    expected:
      'neither the sAMAccountName nor a word of the display name in it, where passwords must be complex',
    remedy: 'Write another, or `complexity: false` in the policy',
  }),
};
