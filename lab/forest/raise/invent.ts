import type { DomainConfig } from '../config/domains-of.ts';
import { crowdSuffixOf } from '../config/suffixes-of.ts';
import { SERVICE_ACCOUNT } from '../config/principals.ts';
import { escapeDnValue } from '../../ldap/dn.ts';
import { POPULATION_RID } from '../domain/domain.ts';
import { keyOf } from '../domain/names.ts';
import { Population } from '../population/population.ts';
import type { ForestGround } from './ground.ts';

/** The invented people of a domain, and those of them who are left out. */
export interface Crowd {
  readonly population: Population;
  /** Numbers of people whose names somebody described bears. */
  readonly absent: ReadonlySet<number>;
}

export interface CrowdPlace {
  readonly seed: string;
  readonly sid: string;
  /** DN of the container that they stand in. */
  readonly container: string;
}

/**
 * Invents as many people as are wanted. Whoever would bear the sAMAccountName, UPN or name of somebody described is left
 * out, and another invented instead: the described one wins. Undefined when nobody is wanted. Throws ForestError.
 */
export function invent(
  config: DomainConfig,
  ground: Pick<ForestGround, 'config'>,
  place: CrowdPlace,
): Crowd | undefined {
  const { generate } = config.users;
  if (generate === 0) return undefined;
  let absent: ReadonlySet<number> = new Set();
  for (;;) {
    const population = new Population({
      seed: place.seed,
      count: generate + absent.size,
      parents: [place.container],
      upnSuffix: crowdSuffixOf(config, ground.config),
      domainSid: place.sid,
      ridBase: POPULATION_RID,
      company: companyOf(config.domain),
    });
    const clashing = clashes(population, config, place.container);
    if (clashing.size === absent.size) return { population, absent };
    absent = clashing;
  }
}

function clashes(population: Population, config: DomainConfig, container: string): Set<number> {
  const { users, groups } = config;
  const names = [SERVICE_ACCOUNT, ...groups.map(({ name }) => name), ...users.named.map(({ sam }) => sam)];
  const cns = [...groups.map(({ name }) => name), ...users.named.map(({ sam, name }) => name ?? sam)];
  const found = [
    ...names.map((sam) => population.bySam(sam)),
    ...users.named.flatMap(({ upn }) => [population.byUpn(upn), population.byMail(upn)]),
    ...cns.map((cn) => population.byDn(keyOf(`CN=${escapeDnValue(cn)},${container}`))),
  ];
  return new Set(found.filter((n) => n !== undefined));
}

/** `Contoso` for corp.contoso.com. */
function companyOf(dns: string): string {
  const label = dns.split('.').at(-2) ?? dns;
  return label.slice(0, 1).toUpperCase() + label.slice(1);
}
