import { domainsOf, forestsOf, type Placed } from '../domains-of.ts';
import type { ForestConfig, SingleForestConfig } from '../forest.ts';
import type { ForestMistake } from '../mistake.ts';
import { createSiteMap } from '../../topology/site-map.ts';
import { subnetRules } from './subnets.ts';
import { includesName, meant, oneOf, repeated } from './wording.ts';

/** Sites, their links, and who stands in them. */
export function siteRules(config: ForestConfig): ForestMistake[] {
  return forestsOf(config).flatMap((forest) => [
    ...namesOnce(forest),
    ...linkRules(forest),
    ...standing(forest),
    ...subnetRules(forest),
    ...catalogRules(forest),
  ]);
}

function namesOnce({ config: { sites }, path }: Placed<SingleForestConfig>): ForestMistake[] {
  const placed = sites.map(({ name }, n) => ({ name, path: [...path, 'sites', n, 'name'] }));
  const hosts = sites.flatMap((site, n) =>
    site.hosts.map((name, h) => ({ name, path: [...path, 'sites', n, 'hosts', h] })),
  );
  return [
    ...repeated(placed, ({ name }) => name).map(({ name, path }) => ({
      path,
      found: `"${name}" a second time`,
      expected: 'each site once',
    })),
    ...repeated(hosts, ({ name }) => name).map(({ name, path }) => ({
      path,
      found: `"${name}" a second time`,
      expected: 'each host in one site',
    })),
  ];
}

function linkRules({ config: { sites, replication }, path }: Placed<SingleForestConfig>): ForestMistake[] {
  const names = sites.map(({ name }) => name);
  const wrong = sites.flatMap((site, n) =>
    site.links.flatMap(({ to }, l) => {
      const others = names.filter((name) => name.toLowerCase() !== site.name.toLowerCase());
      if (includesName(others, to)) return [];
      const found = includesName(names, to) ? `"${to}", the site itself` : `"${to}", no site of the forest`;
      const place = [...path, 'sites', n, 'links', l, 'to'];
      return [{ path: place, found, expected: oneOf(others), remedy: meant(to, others) }];
    }),
  );
  if (wrong.length > 0) return wrong;
  const map = createSiteMap(sites, replication);
  const [first = ''] = names;
  return names.flatMap((name, n) =>
    map.way(first, name) !== undefined
      ? []
      : [
          {
            path: [...path, 'sites', n],
            found: `the site ${name}, which no link joins to ${first}`,
            expected: 'a way of site links between any two sites, or changes never come',
            remedy: `Add \`links: [{to: ${first}}]\``,
          },
        ],
  );
}

function standing(forest: Placed<SingleForestConfig>): ForestMistake[] {
  const names = forest.config.sites.map(({ name }) => name);
  return domainsOf(forest).flatMap(({ config: { domainControllers }, path }) =>
    domainControllers.flatMap(({ name, site }, n) =>
      site === undefined || includesName(names, site)
        ? []
        : [
            {
              path: [...path, 'domainControllers', n, 'site'],
              found: `the site "${site}" for ${name}, no site of the forest`,
              expected: oneOf(names),
              remedy: meant(site, names) ?? `Add \`{name: ${site}}\` to the forest's sites`,
            },
          ],
    ),
  );
}

/** Domains of one forest know of each other's users by a global catalog. */
function catalogRules(forest: Placed<SingleForestConfig>): ForestMistake[] {
  const domains = domainsOf(forest);
  const controllers = domains.flatMap(({ config }) => config.domainControllers);
  if (domains.length === 1 || controllers.some(({ globalCatalog }) => globalCatalog)) return [];
  return [
    {
      path: [...forest.path, 'domainControllers'],
      found: `${domains.length} domains without a global catalog`,
      expected: 'at least one in the forest, or nobody of another domain is found',
      remedy: 'Leave `globalCatalog: false` out at one domain controller',
    },
  ];
}
