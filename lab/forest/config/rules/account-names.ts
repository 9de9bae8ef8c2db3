import { isFitAccountName, LONGEST_OF_USERS } from '../../write/account-name.ts';
import { fittingValue } from '../../write/stored-values.ts';
import { SCHEMA } from '../../schema/schema.ts';
import { allDomains, type DomainConfig, type Placed } from '../domains-of.ts';
import type { ForestConfig } from '../forest.ts';
import type { ForestMistake } from '../mistake.ts';
import { rangeWanted } from './wording.ts';

/** Names that users and groups can bear. */
export function accountNameRules(config: ForestConfig): ForestMistake[] {
  return allDomains(config).flatMap((domain) => [...ofUsers(domain), ...ofGroups(domain)]);
}

function ofUsers({ config: { users }, path }: Placed<DomainConfig>): ForestMistake[] {
  return users.named.flatMap(({ sam, upn, name }, n) => {
    const place = [...path, 'users', 'named', n];
    return [
      ...(isFitAccountName(sam, true) && !sam.includes('@') ? [] : [unfitSam(sam, [...place, 'sam'])]),
      ...unfitUpn(upn).map((wrong) => ({ ...wrong, path: [...place, 'upn'] })),
      ...(name === undefined || isFit('cn', name)
        ? []
        : [{ path: [...place, 'name'], found: `"${name}"`, expected: rangeWanted('cn') }]),
    ];
  });
}

function unfitSam(sam: string, path: ForestMistake['path']): ForestMistake {
  const expected = `a sAMAccountName of 1 to ${LONGEST_OF_USERS} characters without " / \\ [ ] : ; | = , + * ? < > @, and no period at its end`;
  const remedy = sam.includes('@') ? 'Write what stands before the @; the rest is the `upn`' : undefined;
  return { path, found: `"${sam}"`, expected, remedy };
}

/** The consoles' rule: AD itself stores nearly anything, and nobody can sign in by it. `mail` is the UPN too. */
function unfitUpn(upn: string): Omit<ForestMistake, 'path'>[] {
  const found = `"${upn}"`;
  if (!/^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+$/u.test(upn))
    return [{ found, expected: 'a name and a suffix with one @ between them, such as ada@contoso.com' }];
  return ['userPrincipalName', 'mail']
    .filter((attribute) => !isFit(attribute, upn))
    .slice(0, 1)
    .map((attribute) => ({ found, expected: rangeWanted(attribute) }));
}

function ofGroups({ config: { groups }, path }: Placed<DomainConfig>): ForestMistake[] {
  return groups.flatMap(({ name }, n) =>
    isFitAccountName(name, false)
      ? []
      : [
          {
            path: [...path, 'groups', n, 'name'],
            found: `"${name}"`,
            expected: 'a sAMAccountName without " / \\ [ ] : ; | = , + * ? < >, and no period at its end',
          },
        ],
  );
}

function isFit(name: string, value: string): boolean {
  const attribute = SCHEMA.attribute(name);
  return attribute === undefined || 'value' in fittingValue(attribute, Buffer.from(value));
}
