import { domainsOf, forestsOf, type DomainConfig, type Placed } from '../domains-of.ts';
import type { ForestConfig } from '../forest.ts';
import { fromTheStart } from '../from-the-start.ts';
import type { ForestMistake, Path } from '../mistake.ts';
import { includesName, meant, oneOf, repeated } from './wording.ts';

/** Organizational units, and what stands in them: each name once in its place. */
export function unitRules(config: ForestConfig): ForestMistake[] {
  return forestsOf(config).flatMap((forest) =>
    domainsOf(forest).flatMap((domain, n) => [
      ...clashes(domain, n === 0),
      ...unknownUnits(domain),
      ...namesakes(domain),
    ]),
  );
}

function clashes({ config, path }: Placed<DomainConfig>, isForestRoot: boolean): ForestMistake[] {
  const start = fromTheStart(isForestRoot).atTop;
  const units = config.organizationalUnits.map((name, n) => ({ name, n }));
  return repeated([...start.map((name) => ({ name, n: -1 })), ...units], ({ name }) => name)
    .filter(({ n }) => n >= 0)
    .map(({ name, n }) => ({
      path: [...path, 'organizationalUnits', n],
      found: includesName(start, name) ? `"${name}", which every domain has` : `"${name}" a second time`,
      expected: 'a name that nothing else directly under the domain bears',
      remedy: 'Choose another name',
    }));
}

interface Standing {
  readonly ou: string | undefined;
  readonly path: Path;
}

function unknownUnits({ config, path }: Placed<DomainConfig>): ForestMistake[] {
  const units = config.organizationalUnits;
  const wanted: Standing[] = [
    ...config.users.named.map(({ ou }, n) => ({ ou, path: [...path, 'users', 'named', n, 'ou'] })),
    ...config.groups.map(({ ou }, n) => ({ ou, path: [...path, 'groups', n, 'ou'] })),
  ];
  return wanted.flatMap(({ ou, path }) =>
    ou === undefined || includesName(units, ou)
      ? []
      : [
          {
            path,
            found: `"${ou}", no unit of the domain`,
            expected: oneOf(units),
            remedy: meant(ou, units) ?? `Add ${ou} to the domain's organizationalUnits`,
          },
        ],
  );
}

/** A group's name is its `cn` too, which no user in its unit may have. Users of one name are told apart by the lab. */
function namesakes({ config, path }: Placed<DomainConfig>): ForestMistake[] {
  const [first = ''] = config.organizationalUnits;
  const key = (name: string, ou = first): string => `${name.toLowerCase()},${ou.toLowerCase()}`;
  const people = new Set(config.users.named.map(({ sam, name = sam, ou }) => key(name, ou)));
  return config.groups.flatMap(({ name, ou }, n) =>
    people.has(key(name, ou)) && !includesName(samsOf(config), name)
      ? [
          {
            path: [...path, 'groups', n, 'name'],
            found: `"${name}", the name of a user in the same unit`,
            expected: 'each name once in its unit',
            remedy: 'Choose another name, or write another `ou`',
          },
        ]
      : [],
  );
}

/** A name that is an account's own is told of where accounts are. */
function samsOf({ users }: DomainConfig): string[] {
  return users.named.map(({ sam }) => sam);
}
