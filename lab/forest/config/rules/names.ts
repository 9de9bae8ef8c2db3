import { allDomains, type DomainConfig, type Placed } from '../domains-of.ts';
import type { ForestConfig } from '../forest.ts';
import type { ForestMistake, Path } from '../mistake.ts';
import { includesName, repeated } from './wording.ts';

/** Domains and domain controllers are told apart by their names, throughout the lab. */
export function nameRules(config: ForestConfig): ForestMistake[] {
  const domains = allDomains(config);
  const controllers = domains.flatMap(({ config: { domainControllers }, path }) =>
    domainControllers.map(({ name }, n) => ({ name, path: [...path, 'domainControllers', n] })),
  );
  return [
    ...sharedNames(domains, controllers),
    ...repeated(domains, ({ config: { domain } }) => domain).map(({ config: { domain }, path }) => ({
      path: [...path, 'domain'],
      found: `"${domain}" a second time`,
      expected: 'each domain once',
    })),
    ...repeated(domains, ({ config: { netbios } }) => netbios).map(
      ({ config: { netbios, domain }, path }) => ({
        path: [...path, 'netbios'],
        found: `the NetBIOS name ${netbios} a second time, for ${domain}`,
        expected: 'each NetBIOS name once, as domains that trust each other need it',
        remedy: 'Write another `netbios` for one of the two',
      }),
    ),
    ...repeated(controllers, ({ name }) => name).map(({ name, path }) => ({
      path,
      found: `"${name}" a second time`,
      expected: 'each domain controller once, in all domains of the lab',
      remedy: 'Choose another name',
    })),
  ];
}

interface NamedController {
  readonly name: string;
  readonly path: Path;
}

/** Domains and computers share the space of NetBIOS names. */
function sharedNames(
  domains: readonly Placed<DomainConfig>[],
  controllers: readonly NamedController[],
): ForestMistake[] {
  return domains.flatMap(({ config: { netbios, domain }, path }) =>
    includesName(
      controllers.map(({ name }) => name),
      netbios,
    )
      ? [
          {
            path: [...path, 'netbios'],
            found: `the NetBIOS name ${netbios} for ${domain}, the name of a domain controller`,
            expected: 'a NetBIOS name that no computer bears',
            remedy: 'Write another `netbios`, or name the domain controller otherwise',
          },
        ]
      : [],
  );
}
