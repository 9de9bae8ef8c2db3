import type { DnKey } from '../../ldap/dn.ts';
import { guidBytes, guidText, sidBytes } from '../core/identifiers.ts';
import { filetime } from '../core/filetime.ts';
import { ntHash } from '../../nt-hash/nt-hash.ts';
import { PERSON_ATTRIBUTES } from '../population/attributes.ts';
import type { Person } from '../population/person.ts';
import type { Population } from '../population/population.ts';
import type { DirectoryObject, ObjectId, Rdn, Value, Values } from './object.ts';

/** What is the same for everybody of a population. */
export interface PopulationGround {
  readonly population: Population;
  /** Ids of the containers, in the order of the population's `parents`; their names as keys when it was made. */
  readonly containers: readonly { readonly id: ObjectId; readonly key: DnKey }[];
  /** Lab milliseconds at which everybody was made. */
  readonly created: number;
  /** USN of person 0; person n has n more. */
  readonly usnBase: number;
  /** DN of the class's category. */
  readonly category: string;
  /** `userAccountControl` of each. */
  readonly userAccountControl: number;
  /** NT hash of one password for everybody, in place of one derived for each. */
  readonly commonHash?: Buffer | undefined;
  /** Numbers of those who are not there, as somebody else bears a name of theirs. */
  readonly absent?: ReadonlySet<number> | undefined;
}

/** `employeeID` of person 0, as the population counts. */
const FIRST_EMPLOYEE = 100_000;

/** Names by which a person is found at once. */
export type PersonIndex = keyof typeof FINDERS;

type Read = (person: Person, ground: PopulationGround) => Values;

/** What a domain controller keeps of an account besides what describes the person ([MS-ADTS] 3.1.1.5.2.2). */
const ACCOUNT: Readonly<Record<string, Read>> = {
  objectclass: () => ['top', 'person', 'organizationalPerson', 'user'],
  objectcategory: (_, { category }) => [category],
  instancetype: () => ['4'],
  objectsid: ({ sid }) => [sidBytes(sid)],
  primarygroupid: () => ['513'],
  samaccounttype: () => ['805306368'],
  useraccountcontrol: (_, { userAccountControl }) => [String(userAccountControl)],
  accountexpires: () => ['9223372036854775807'],
  codepage: () => ['0'],
  pwdlastset: (_, { created }) => [filetime(created)],
  unicodepwd: ({ n }, { population, commonHash }) => [commonHash ?? ntHash(population.passwordOf(n))],
};

const READS: ReadonlyMap<string, Read> = new Map([
  ...Object.entries(PERSON_ATTRIBUTES)
    .filter(([name]) => name !== 'name' && name !== 'distinguishedName')
    .map(([name, read]) => [name.toLowerCase(), read] as const),
  ...Object.entries(ACCOUNT),
]);

const NONE: Values = [];

const known = (n: number | undefined): readonly number[] => (n === undefined ? [] : [n]);

/** Numbers of the people who have a value, by the attribute's name in lower case. */
const FINDERS = {
  samaccountname: (population: Population, text: string) => known(population.bySam(text)),
  userprincipalname: (population: Population, text: string) => known(population.byUpn(text)),
  mail: (population: Population, text: string) => known(population.byMail(text)),
  objectsid: (population: Population, text: string) => known(population.bySid(text)),
  displayname: (population: Population, text: string) => population.byDisplayName(text),
  cn: byCommonName,
  name: byCommonName,
  proxyaddresses: (population: Population, text: string) =>
    known(/^smtp:/i.test(text) ? population.byMail(text.slice(text.indexOf(':') + 1)) : undefined),
  employeeid: (population: Population, text: string) => {
    const n = /^\d{1,12}$/.test(text) ? Number(text) - FIRST_EMPLOYEE : -1;
    return known(n >= 0 && n < population.size ? n : undefined);
  },
  serviceprincipalname: () => [],
} as const satisfies Readonly<Record<string, (population: Population, text: string) => readonly number[]>>;

export function isPersonIndex(name: string): name is PersonIndex {
  return Object.hasOwn(FINDERS, name);
}

/** Whether invented people have values of an attribute, or may have. */
export function isPersonAttribute(name: string): boolean {
  return READS.has(name);
}

/** The display name alone, or with the account's name behind it where others share it. */
function byCommonName(population: Population, text: string): readonly number[] {
  const sam = / \(([^()]+)\)$/.exec(text)?.[1];
  if (sam !== undefined) return known(population.bySam(sam));
  return population.byDisplayName(text).filter((n) => population.at(n).namesake === 1);
}

/** One of the invented people whom nobody has changed: every value is computed as it is asked for. */
export class PersonObject implements DirectoryObject {
  readonly #person: Person;
  readonly #ground: PopulationGround;
  #id: ObjectId | undefined;

  constructor(person: Person, ground: PopulationGround) {
    this.#person = person;
    this.#ground = ground;
  }

  /** The number in the population. */
  get n(): number {
    return this.#person.n;
  }

  get id(): ObjectId {
    return (this.#id ??= guidText(this.#person.guid) ?? '');
  }

  get parent(): ObjectId {
    const { containers } = this.#ground;
    return containers[this.n % containers.length]?.id ?? '';
  }

  get rdn(): Rdn {
    return { type: 'CN', value: this.#person.cn };
  }

  get created(): number {
    return this.#ground.created;
  }

  get changed(): number {
    return this.#ground.created;
  }

  get usnCreated(): number {
    return this.#ground.usnBase + this.n;
  }

  get usnChanged(): number {
    return this.usnCreated;
  }

  values(name: string): Values {
    return READS.get(name)?.(this.#person, this.#ground) ?? NONE;
  }

  names(): Iterable<string> {
    return READS.keys();
  }

  /** Nobody has written it. */
  stamp(): undefined {
    return undefined;
  }
}

/** The invented people of a naming context as directory objects; those who were changed are somewhere else. */
export class PopulationSource {
  readonly #ground: PopulationGround;
  readonly #places: ReadonlyMap<ObjectId, number>;
  readonly #absent: ReadonlySet<number>;

  constructor(ground: PopulationGround) {
    this.#ground = ground;
    this.#absent = ground.absent ?? new Set();
    this.#places = new Map(ground.containers.map(({ id }, place) => [id, place]));
  }

  /** Those who are there. */
  get size(): number {
    return this.numbers - this.#absent.size;
  }

  /** Numbers given out, to those who are absent too: each stands for one RID and one USN. */
  get numbers(): number {
    return this.#ground.population.size;
  }

  /** The first USN that none of them has. */
  get usnEnd(): number {
    return this.#ground.usnBase + this.numbers;
  }

  at(n: number): PersonObject {
    return new PersonObject(this.#ground.population.at(n), this.#ground);
  }

  byId(id: ObjectId): PersonObject | undefined {
    return this.#known(this.#ground.population.byGuid(guidBytes(id)));
  }

  /** @param cn as it stands in the name, in any case */
  inContainer(container: ObjectId, cn: string): PersonObject | undefined {
    const place = this.#places.get(container);
    const parent = place === undefined ? undefined : this.#ground.containers[place];
    if (parent === undefined) return undefined;
    return this.#known(this.#ground.population.byDn(`cn=${cn.toLowerCase()}\u0000${parent.key}`));
  }

  holds(container: ObjectId): boolean {
    return this.#places.has(container);
  }

  /** Everybody who was made in a container, in order. */
  *within(container: ObjectId, from = 0): Generator<PersonObject, undefined> {
    const place = this.#places.get(container);
    if (place === undefined) return;
    for (const person of this.#ground.population.walk(from, place)) {
      if (!this.#absent.has(person.n)) yield new PersonObject(person, this.#ground);
    }
  }

  /** Everybody whose USN is beyond one, in the order of the USNs. */
  *beyond(usn: number): Generator<PersonObject, undefined> {
    for (const person of this.#ground.population.walk(Math.max(0, usn + 1 - this.#ground.usnBase))) {
      if (!this.#absent.has(person.n)) yield new PersonObject(person, this.#ground);
    }
  }

  find(index: PersonIndex, value: Value): PersonObject[] {
    const found = FINDERS[index](this.#ground.population, value.toString());
    return found.flatMap((n) => this.#known(n) ?? []);
  }

  #known(n: number | undefined): PersonObject | undefined {
    return n === undefined || this.#absent.has(n) ? undefined : this.at(n);
  }
}
