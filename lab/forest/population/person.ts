import { hash32 } from '../../chance/chance.ts';
import { escapeDnValue, type DnKey } from '../../ldap/dn.ts';
import { CULTURES, type Culture } from './cultures.ts';
import type { NumberedGuids } from './guids.ts';
import { OCCUPATIONS, type Occupation } from './occupations.ts';
import { mix32 } from './permutation.ts';
import type { FullName } from './roster.ts';

/** A container that people stand in. */
export interface Parent {
  readonly dn: string;
  readonly key: DnKey;
}

/** What all people of a population have in common. */
export interface Employer {
  readonly parents: readonly Parent[];
  readonly upnSuffix: string;
  readonly mailDomain: string;
  readonly domainSid: string;
  readonly ridBase: number;
  readonly company: string;
  readonly guids: NumberedGuids;
  /** Keys of what is drawn for a person. */
  readonly draws: Readonly<Record<'occupation' | 'abroad' | 'office' | 'telephone', number>>;
}

export function drawKeys(seed: string): Employer['draws'] {
  const key = (purpose: string): number => hash32(seed, 'population', purpose);
  return {
    occupation: key('occupation'),
    abroad: key('abroad'),
    office: key('office'),
    telephone: key('telephone'),
  };
}

/** One in so many works where another language is spoken. */
const ABROAD = 8;

/** One of the people invented: its facts are computed as they are asked for, and nothing of it is kept. */
export class Person {
  /** The number in the population. */
  readonly n: number;
  /** 1 for the first of that name, then 2 … */
  readonly namesake: number;
  readonly #name: FullName;
  readonly #employer: Employer;

  constructor(n: number, name: FullName, namesake: number, employer: Employer) {
    this.n = n;
    this.namesake = namesake;
    this.#name = name;
    this.#employer = employer;
  }

  get givenName(): string {
    return this.#name.given.text;
  }

  get surname(): string {
    return this.#name.surname.text;
  }

  /** In the order of the language; namesakes share it. */
  get displayName(): string {
    const { culture, given, surname } = this.#name;
    if (culture.order === 'given first') return `${given.text} ${surname.text}`;
    return `${surname.text}${culture.order === 'joined' ? '' : ' '}${given.text}`;
  }

  /** At most 20 characters, in lower case. */
  get sam(): string {
    return `${this.#name.given.short}.${this.#name.surname.short}${this.#number}`;
  }

  /** What stands before the @ of UPN and mail. */
  get alias(): string {
    return `${this.#name.given.latin}.${this.#name.surname.latin}${this.#number}`;
  }

  get upn(): string {
    return `${this.alias}@${this.#employer.upnSuffix}`;
  }

  get mail(): string {
    return `${this.alias}@${this.#employer.mailDomain}`;
  }

  /** Unlike the display name, no other in the container has it. */
  get cn(): string {
    return this.namesake === 1 ? this.displayName : `${this.displayName} (${this.sam})`;
  }

  get parent(): Parent {
    const { parents } = this.#employer;
    return parents[this.n % parents.length] ?? { dn: '', key: '' };
  }

  get dn(): string {
    return `CN=${escapeDnValue(this.cn)},${this.parent.dn}`;
  }

  get key(): DnKey {
    return `cn=${this.cn.toLowerCase()}\u0000${this.parent.key}`;
  }

  get rid(): number {
    return this.#employer.ridBase + this.n;
  }

  /** `S-1-5-21-…` */
  get sid(): string {
    return `${this.#employer.domainSid}-${this.rid}`;
  }

  /** The binary form. */
  get guid(): Buffer {
    return this.#employer.guids.of(this.n);
  }

  get occupation(): Occupation {
    return pick(OCCUPATIONS, this.#draw('occupation'));
  }

  get company(): string {
    return this.#employer.company;
  }

  get country(): Culture['country'] {
    return this.#workplace.country;
  }

  get city(): string {
    return this.#office[0];
  }

  get telephoneNumber(): string {
    const extension = String(this.#draw('telephone') % 10_000).padStart(4, '0');
    return `${this.#workplace.calling} ${this.#office[1]} 555 ${extension}`;
  }

  get #number(): string {
    return this.namesake === 1 ? '' : String(this.namesake);
  }

  get #workplace(): Culture {
    const drawn = this.#draw('abroad');
    return drawn % ABROAD === 0 ? pick(CULTURES, Math.floor(drawn / ABROAD)) : this.#name.culture;
  }

  get #office(): Culture['offices'][number] {
    return pick(this.#workplace.offices, this.#draw('office'));
  }

  #draw(purpose: keyof Employer['draws']): number {
    return mix32(this.n ^ this.#employer.draws[purpose]);
  }
}

function pick<T>(choices: readonly T[], drawn: number): T {
  const choice = choices[drawn % choices.length];
  if (choice === undefined) throw new RangeError('there is nothing to choose from');
  return choice;
}
