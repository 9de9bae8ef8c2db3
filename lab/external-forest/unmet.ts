import { isDeepStrictEqual } from 'node:util';
import { forestConfig, type ForestConfig } from '../forest/config.ts';
import type { ForestMistake } from '../forest/config/mistake.ts';
import { settingsShape } from '../forest/config/settings.ts';

/** Each is made by an LDAP operation of its own. */
export const MOST_INVENTED = 200;

/** Settings that are the domain's own; what a lab file leaves out is not asked for. */
const DOMAINS_OWN = ['domainControllers', 'sites', 'replication', ...Object.keys(settingsShape)];

const MORE = ['domains', 'forests', 'trusts'] as const satisfies readonly (keyof ForestConfig)[];
const REMEDY = 'Run it on the simulated forest, without --forest and PTALAB_FOREST';

/** What a forest's description asks for that a real domain does not get at a lab's word. */
export function unmetBy(config: ForestConfig): ForestMistake[] {
  const usual = forestConfig.parse({});
  return [
    ...MORE.filter((key) => config[key].length > 0).map((key) =>
      unmet([key], `${config[key].length} of them`, 'none: the forest is one real domain'),
    ),
    ...DOMAINS_OWN.filter((key) => !isUsual(config, usual, key)).map((key) =>
      unmet([key], 'a setting', 'nothing: a real domain has its own'),
    ),
    ...tooMany(config),
    ...config.users.named.flatMap(({ passwordExpired, sam }, n) =>
      passwordExpired
        ? [
            unmet(
              ['users', 'named', n, 'passwordExpired'],
              `an expired password of ${sam}`,
              'mustChangePassword, or none: the domain dates passwords by its own clock',
            ),
          ]
        : [],
    ),
  ];
}

function isUsual(config: ForestConfig, usual: ForestConfig, key: string): boolean {
  return isDeepStrictEqual(Reflect.get(config, key), Reflect.get(usual, key));
}

function tooMany({ users: { generate } }: ForestConfig): ForestMistake[] {
  if (generate <= MOST_INVENTED) return [];
  const expected = `at most ${MOST_INVENTED}, as each is made in the real domain`;
  return [unmet(['users', 'generate'], String(generate), expected)];
}

function unmet(path: ForestMistake['path'], found: string, expected: string): ForestMistake {
  return { path, found, expected, remedy: REMEDY };
}
