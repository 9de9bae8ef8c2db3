import { domainsOf, forestsOf, type Placed } from '../config/domains-of.ts';
import type { ForestConfig, SingleForestConfig } from '../config/forest.ts';
import { forestMistakes } from '../config/rules/rules.ts';
import { ForestError } from '../core/errors.ts';
import { baseOf } from '../domain/names.ts';
import { Estate } from '../topology/estate.ts';
import { Forest } from '../topology/forest.ts';
import { Partitions } from '../topology/partitions.ts';
import { createSiteMap } from '../topology/site-map.ts';
import { bindTrusts } from './bind-trusts.ts';
import { foundGroups, gather } from './gather.ts';
import type { ForestGround, RaisedDomain, RaiseGround } from './ground.ts';
import { hire } from './hire.ts';
import { PasswordBook } from './password-book.ts';
import { raiseDomain } from './raise-domain.ts';
import { setPolicies } from './set-policies.ts';
import { settingsOf } from './settings-of.ts';
import { tellOfTrusts } from './trusted-domains.ts';

/** All forests of a lab, and the passwords that its control plane knows. */
export interface RaisedEstate {
  readonly estate: Estate;
  readonly passwords: PasswordBook;
}

interface RaisedForest {
  readonly forest: Forest;
  readonly domains: readonly RaisedDomain[];
  readonly ground: ForestGround;
}

/** Raises the forests that are described; nobody who is invented is made. Throws ForestError for what AD would refuse. */
export function raiseForests(config: ForestConfig, ground: RaiseGround): RaisedEstate {
  check(config);
  const [partitions, passwords] = [new Partitions(), new PasswordBook()];
  const raised = forestsOf(config).map((forest, n) =>
    raiseForest(forest, groundFor(forest, { ...ground, isHome: n === 0, partitions, passwords })),
  );
  const forests = raised.map(({ forest }) => forest);
  const trusts = bindTrusts(config, forests);
  for (const { domains, ground: own } of raised) tellOfTrusts(domains, own.config, trusts, own.schema);
  for (const forest of forests) for (const domain of forest.domains) domain.replicateAll();
  const [home, ...others] = forests;
  if (home === undefined) throw new ForestError('PTALAB_FOREST_INVALID', 'no forest is described');
  const times = raised.map(({ ground: own }) => own.config.replication);
  return { estate: new Estate({ forests: [home, ...others], trusts, partitions, times }), passwords };
}

function check(config: ForestConfig): void {
  const [mistake] = forestMistakes(config);
  if (mistake === undefined) return;
  const { path, found, expected } = mistake;
  const place = ['forest', ...path].join('.');
  throw new ForestError('PTALAB_FOREST_INVALID', `${place}: found ${found}; expected ${expected}`);
}

function groundFor(
  { config }: Placed<SingleForestConfig>,
  given: Pick<ForestGround, 'seed' | 'now' | 'isHome' | 'partitions' | 'passwords'>,
): ForestGround {
  const configuration = `CN=Configuration,${baseOf(config.domain)}`;
  const map = createSiteMap(config.sites, config.replication);
  return { ...given, config, map, configuration, schema: `CN=Schema,${configuration}` };
}

function raiseForest(placed: Placed<SingleForestConfig>, ground: ForestGround): RaisedForest {
  const domains = domainsOf(placed).map(({ config }, n) => raiseDomain(config, n === 0, ground));
  for (const each of domains) {
    hire(each, ground);
    foundGroups(each, ground);
  }
  const all = domains.map(({ domain }) => domain);
  for (const each of domains) {
    gather(each, all);
    setPolicies(each, ground);
  }
  const [root, ...others] = all;
  if (root === undefined) throw new ForestError('PTALAB_FOREST_INVALID', 'a forest has no domain');
  const { sites, upnSuffixes } = ground.config;
  const seed = ground.isHome ? ground.seed : `${ground.seed} ${ground.config.domain}`;
  const settings = settingsOf(ground.config);
  return {
    forest: new Forest({ seed, domains: [root, ...others], sites, upnSuffixes, settings }),
    domains,
    ground,
  };
}
