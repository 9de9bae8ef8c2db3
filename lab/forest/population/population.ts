import { dnKey, type DnKey } from '../../ldap/dn.ts';
import { ForestError } from '../core/errors.ts';
import { createGuids } from './guids.ts';
import { derivedPassword } from './passwords.ts';
import { createPermutation, type Permutation } from './permutation.ts';
import { drawKeys, Person, type Employer } from './person.ts';
import { Roster, type Alphabet } from './roster.ts';
import { comparable } from './transliteration.ts';

export interface PopulationOptions {
  readonly seed: string;
  readonly count: number;
  /** Names of the containers, such as `OU=Staff,DC=corp,DC=contoso,DC=com`; person n stands in the (n mod all)th. */
  readonly parents: readonly [string, ...string[]];
  readonly upnSuffix: string;
  /** The UPN suffix, unless given. */
  readonly mailDomain?: string | undefined;
  /** `S-1-5-21-…` of the domain; person n has the RID `ridBase + n`. */
  readonly domainSid: string;
  readonly ridBase: number;
  readonly company?: string | undefined;
}

/** Two digits behind a name. */
const MOST_NAMESAKES = 99;
/** The RIDs of a domain, unless an administrator unlocks one bit more (Microsoft Learn, "Managing RID Issuance"). */
const RID_LIMIT = 2 ** 30;
const ALIAS = /^([a-z-]+)\.([a-z-]+?)([1-9]\d?)?$/;

let shared: Roster | undefined;

/** People by the million, of whom nothing is kept: each is a function of the seed and a number, computed both ways. */
export class Population implements Iterable<Person> {
  readonly size: number;
  readonly #seed: string;
  readonly #roster: Roster;
  readonly #order: Permutation;
  readonly #employer: Employer;

  /** Throws ForestError for more people than there are names, or RIDs. */
  constructor(options: PopulationOptions) {
    const { seed, count, upnSuffix, domainSid, ridBase } = options;
    this.size = count;
    this.#seed = seed;
    this.#roster = shared ??= new Roster();
    this.#order = createPermutation(this.#roster.size, seed, 'population names');
    this.#employer = {
      ...{ upnSuffix, domainSid, ridBase },
      mailDomain: options.mailDomain ?? upnSuffix,
      company: options.company ?? 'Contoso',
      parents: options.parents.map((dn) => ({ dn, key: dnKey(dn) ?? dn.toLowerCase() })),
      guids: createGuids(seed, 'population'),
      draws: drawKeys(seed),
    };
    const most = Math.min(this.#roster.size * MOST_NAMESAKES, RID_LIMIT - ridBase);
    if (!Number.isInteger(count) || count < 0 || count > most) {
      const text = `a domain of generated users has 0 to ${most} of them, not ${count}`;
      throw new ForestError('PTALAB_FOREST_INVALID', text);
    }
  }

  [Symbol.iterator](): Iterator<Person> {
    return this.walk();
  }

  /** Throws RangeError unless 0 ≤ n < size. */
  at(n: number): Person {
    if (!(n >= 0 && n < this.size)) throw new RangeError(`there is no person ${n}: there are ${this.size}`);
    const names = this.#roster.size;
    const round = Math.floor(n / names);
    const slot = this.#order.at(n % names, round);
    return new Person(n, this.#roster.at(slot), round + 1, this.#employer);
  }

  /** Everybody from number `from` on; of one container alone when its place in `parents` is given. */
  *walk(from = 0, parent?: number): Generator<Person, undefined> {
    const step = parent === undefined ? 1 : this.#employer.parents.length;
    const offset = parent === undefined ? 0 : (((parent - from) % step) + step) % step;
    for (let n = from + offset; n < this.size; n += step) yield this.at(n);
  }

  bySam(sam: string): number | undefined {
    return this.#byAlias(comparable(sam), 'short', ({ sam }) => sam);
  }

  byUpn(upn: string): number | undefined {
    return this.#byAddress(upn, this.#employer.upnSuffix);
  }

  byMail(mail: string): number | undefined {
    return this.#byAddress(mail, this.#employer.mailDomain);
  }

  /** @param guid the binary form */
  byGuid(guid: Uint8Array): number | undefined {
    return this.#within(this.#employer.guids.numberOf(guid));
  }

  /** @param sid in text, in any case */
  bySid(sid: string): number | undefined {
    const { domainSid, ridBase } = this.#employer;
    const rid = sid.slice(domainSid.length + 1);
    const isOurs = sid.toUpperCase().startsWith(`${domainSid}-`) && /^[1-9]\d{0,9}$/.test(rid);
    return isOurs ? this.#within(Number(rid) - ridBase) : undefined;
  }

  /** @param key of a name, as `dnKey` gives it */
  byDn(key: DnKey): number | undefined {
    const cut = key.indexOf('\u0000');
    if (cut < 0 || !key.startsWith('cn=')) return undefined;
    const cn = key.slice(3, cut);
    const sam = / \(([^()]+)\)$/.exec(cn)?.[1];
    const n = sam === undefined ? this.#namesakes(cn).next().value : this.bySam(sam);
    return n !== undefined && comparable(this.at(n).key) === comparable(key) ? n : undefined;
  }

  /** Everybody of that display name, the first of them first. */
  byDisplayName(name: string): readonly number[] {
    return [...this.#namesakes(name)];
  }

  /** The password that person n starts with. */
  passwordOf(n: number): string {
    return derivedPassword(this.#seed, n);
  }

  #byAddress(address: string, suffix: string): number | undefined {
    const at = address.lastIndexOf('@');
    if (at < 0 || comparable(address.slice(at + 1)) !== suffix.toLowerCase()) return undefined;
    return this.#byAlias(comparable(address.slice(0, at)), 'latin', ({ alias }) => alias);
  }

  #byAlias(alias: string, alphabet: Alphabet, spelled: (person: Person) => string): number | undefined {
    const [, given = '', surname = '', namesake = '1'] = ALIAS.exec(alias) ?? [];
    const slot = this.#roster.slotOf(given, surname, alphabet);
    const n = slot === undefined ? undefined : this.#numberOf(slot, Number(namesake));
    return n !== undefined && spelled(this.at(n)) === alias ? n : undefined;
  }

  *#namesakes(name: string): Generator<number, undefined> {
    const wanted = comparable(name.trim());
    for (const [given, surname] of splits(wanted)) {
      const slot = this.#roster.slotOf(given, surname, 'text');
      if (slot === undefined) continue;
      for (let namesake = 1; ; namesake++) {
        const n = this.#numberOf(slot, namesake);
        if (n === undefined) break;
        if (comparable(this.at(n).displayName) === wanted) yield n;
      }
    }
  }

  #numberOf(slot: number, namesake: number): number | undefined {
    const round = namesake - 1;
    if (round * this.#roster.size >= this.size) return undefined;
    return this.#within(round * this.#roster.size + this.#order.indexOf(slot, round));
  }

  #within(n: number | undefined): number | undefined {
    return n !== undefined && n >= 0 && n < this.size ? n : undefined;
  }
}

/** Every way of parting a display name into given name and surname. */
function* splits(name: string): Generator<readonly [given: string, surname: string]> {
  if (name.length > 64) return;
  const isJoined = !name.includes(' ');
  for (let place = 1; place < name.length; place++) {
    const [left, right] = [name.slice(0, place), name.slice(isJoined ? place : place + 1)];
    if (isJoined) yield [right, left];
    else if (name[place] === ' ') yield* [[left, right] as const, [right, left] as const];
  }
}
