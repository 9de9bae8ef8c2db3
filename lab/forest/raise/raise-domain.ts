import { domainSid } from '../core/identifiers.ts';
import { ntHash } from '../../nt-hash/nt-hash.ts';
import { accountPolicyOf } from '../config/policy-of.ts';
import type { DomainConfig } from '../config/domains-of.ts';
import { Domain } from '../domain/domain.ts';
import { baseOf, keyOf } from '../domain/names.ts';
import { idOf, type Seedling } from '../domain/seedling.ts';
import { Uac } from '../domain/user-account-control.ts';
import { wellKnown } from '../domain/well-known.ts';
import { SCHEMA } from '../schema/schema.ts';
import { PopulationSource } from '../store/population-source.ts';
import { settingsDn } from '../topology/configuration.ts';
import { createReplicationDelay } from '../topology/replication-delay.ts';
import { DEFAULT_SITE } from '../topology/sites.ts';
import type { ForestGround, RaisedDomain } from './ground.ts';
import { invent } from './invent.ts';

/** A domain with what every domain has, and its invented people. Throws ForestError. */
export function raiseDomain(config: DomainConfig, isForestRoot: boolean, ground: ForestGround): RaisedDomain {
  // The lab's first domain is derived from the seed itself, so that it stays what it was before there were others.
  const seed = ground.isHome && isForestRoot ? ground.seed : `${ground.seed} ${config.domain}`;
  const sid = domainSid(seed);
  const controllers = controllersOf(config, ground);
  const seedlings = seedlingsOf(config, { seed, sid, isForestRoot }, ground);
  const domain = new Domain({
    names: { dns: config.domain, netbios: config.netbios },
    seed,
    sid,
    controllers,
    seedlings,
    schema: ground.schema,
    links: SCHEMA.forwardLinks,
    population: peopleOf(config, { seed, sid, seedlings }, ground),
    delay: createReplicationDelay({
      map: ground.map,
      times: ground.config.replication,
      siteOf: (dc) => controllers.find(({ name }) => name === dc)?.site ?? DEFAULT_SITE,
      pdcEmulator: controllers[0]?.name ?? '',
    }),
    cut: (from, to) => ground.partitions.isCut(from, to),
    now: ground.now,
  });
  return { domain, config, isForestRoot, seed };
}

function controllersOf({ domainControllers }: DomainConfig, { config, map }: ForestGround) {
  const first = config.sites[0]?.name ?? DEFAULT_SITE;
  return domainControllers.map(({ name, site = first, globalCatalog, sparesOldPasswords, clockSkew }) => ({
    name,
    // As the site itself is spelt.
    site: map.nearest(site)[0] ?? first,
    isGlobalCatalog: globalCatalog,
    sparesOldPasswords,
    skewMs: clockSkew,
  }));
}

interface Identity {
  readonly seed: string;
  readonly sid: string;
}

function seedlingsOf(
  config: DomainConfig,
  { seed, sid, isForestRoot }: Identity & { readonly isForestRoot: boolean },
  ground: ForestGround,
): Seedling[] {
  const controllers = controllersOf(config, ground);
  return wellKnown({
    seed,
    sid,
    isForestRoot,
    base: baseOf(config.domain),
    dns: config.domain,
    netbios: config.netbios,
    schema: ground.schema,
    created: ground.now(),
    firstUsn: 0,
    policy: accountPolicyOf(config),
    domainControllers: controllers.map(({ name }) => name),
    organizationalUnits: config.organizationalUnits,
    subordinates: [...(isForestRoot ? [ground.configuration] : []), ...childrenOf(config, ground)],
    settingsOf: (dc) =>
      settingsDn(
        { name: dc, site: controllers.find(({ name }) => name === dc)?.site ?? DEFAULT_SITE },
        ground.configuration,
      ),
  });
}

/** DNs of the domains whose names are one label longer. */
function childrenOf({ domain }: DomainConfig, { config }: ForestGround): string[] {
  const names = config.domains.map((each) => each.domain);
  return names.filter((name) => name.slice(name.indexOf('.') + 1) === domain).map(baseOf);
}

/** Nobody is kept: the people of the first unit are computed as they are asked for. */
function peopleOf(
  config: DomainConfig,
  { seed, sid, seedlings }: Identity & { readonly seedlings: readonly Seedling[] },
  ground: ForestGround,
): PopulationSource | undefined {
  const base = baseOf(config.domain);
  const [unit = ''] = config.organizationalUnits;
  const container = `OU=${unit},${base}`;
  const seedling = seedlings.find(({ rdn }) => rdn.type === 'OU' && rdn.value === unit);
  const crowd = invent(config, ground, { seed, sid, container });
  if (crowd === undefined || seedling === undefined) return undefined;
  ground.passwords.add({ population: crowd.population, common: config.password });
  return new PopulationSource({
    ...crowd,
    containers: [{ id: idOf({ seed, base }, seedling), key: keyOf(container) }],
    created: ground.now(),
    usnBase: Domain.populationUsn(seedlings),
    category: `CN=Person,${ground.schema}`,
    userAccountControl: Uac.normalAccount | (config.users.passwordNeverExpires ? Uac.dontExpirePassword : 0),
    commonHash: config.password === undefined ? undefined : ntHash(config.password),
  });
}
