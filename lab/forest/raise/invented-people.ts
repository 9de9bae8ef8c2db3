import type { ForestConfig } from '../config/forest.ts';
import { domainSid } from '../core/identifiers.ts';
import { baseOf } from '../domain/names.ts';
import { ntHash } from '../../nt-hash/nt-hash.ts';
import type { Person } from '../population/person.ts';
import type { Population } from '../population/population.ts';
import { invent } from './invent.ts';

/** The invented people of a lab's first domain, as they are before anybody changes them. Nobody is kept. */
export class InventedPeople {
  readonly #population: Population;
  readonly #absent: readonly number[];
  readonly #common: string | undefined;
  /** What stands behind the @ of their names. */
  readonly upnSuffix: string;

  constructor(population: Population, absent: ReadonlySet<number>, common: string | undefined) {
    this.#population = population;
    this.#absent = [...absent].sort((one, other) => one - other);
    this.#common = common;
    const first = population.at(0).upn;
    this.upnSuffix = first.slice(first.indexOf('@') + 1);
  }

  /** Those who are there. */
  get count(): number {
    return this.#population.size - this.#absent.length;
  }

  byUpn(upn: string): Person | undefined {
    return this.#present(this.#population.byUpn(upn));
  }

  byMail(mail: string): Person | undefined {
    return this.#present(this.#population.byMail(mail));
  }

  /** @param guid the binary form */
  byGuid(guid: Uint8Array): Person | undefined {
    return this.#present(this.#population.byGuid(guid));
  }

  /** Some of those who are there, from the nth on. */
  slice(from: number, size: number): Person[] {
    const end = Math.min(from + size, this.count);
    return Array.from({ length: Math.max(0, end - from) }, (_, at) =>
      this.#population.at(this.#numberOf(from + at)),
    );
  }

  /** NT hash of the password that a person starts with. */
  passwordHashOf({ n }: Person): Buffer {
    return ntHash(this.#common ?? this.#population.passwordOf(n));
  }

  /** Those who are absent are passed over. */
  #numberOf(place: number): number {
    let n = place;
    for (const absent of this.#absent) if (absent <= n) n++;
    return n;
  }

  #present(n: number | undefined): Person | undefined {
    return n === undefined || this.#absent.includes(n) ? undefined : this.#population.at(n);
  }
}

/** The same people that a forest of this description and seed has; undefined when it has none. Throws ForestError. */
export function inventedPeople(config: ForestConfig, seed: string): InventedPeople | undefined {
  const [unit = ''] = config.organizationalUnits;
  const container = `OU=${unit},${baseOf(config.domain)}`;
  const crowd = invent(config, { config }, { seed, sid: domainSid(seed), container });
  return crowd === undefined
    ? undefined
    : new InventedPeople(crowd.population, crowd.absent, config.password);
}
