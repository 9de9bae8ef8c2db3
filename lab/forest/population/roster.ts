import { CULTURES, type Culture } from './cultures.ts';
import { claimsOf, GIVEN_LENGTH, listed, spellingOf, SURNAME_LENGTH, type Spelling } from './spellings.ts';

type Sex = 'female' | 'male';

interface GivenName extends Spelling {
  readonly sex: Sex;
}

type Surname = Readonly<Record<Sex, Spelling>>;

/** A given name and a surname of one language, in the surname's form for the sex. */
export interface FullName {
  readonly culture: Culture;
  readonly given: Spelling;
  readonly surname: Spelling;
}

/** The people of one language: every given name with every surname. */
interface Family {
  readonly culture: Culture;
  readonly givenNames: readonly GivenName[];
  readonly surnames: readonly Surname[];
  /** Places of given names by what they claim. */
  readonly given: ReadonlyMap<string, number>;
  /** The slot of the first of them. */
  readonly start: number;
  readonly size: number;
}

/** Which spelling an account name is put together from. */
export type Alphabet = 'text' | 'latin' | 'short';

/**
 * All full names there are, numbered. A surname, in each of its forms and spellings, is of one language alone, and a
 * given name comes once in a language; so no two full names share a spelling, and a name tells its number.
 */
export class Roster {
  readonly size: number;
  readonly #families: readonly Family[];
  readonly #surnames = new Map<string, { readonly family: Family; readonly place: number }>();

  constructor(cultures: readonly Culture[] = CULTURES) {
    const particles = new Set(cultures.flatMap(particlesOf));
    const taken = new Set<string>();
    const families: Family[] = [];
    let start = 0;
    for (const culture of cultures) {
      const givenNames = givenNamesOf(culture, particles);
      const surnames = surnamesOf(culture, taken);
      const size = givenNames.length * surnames.length;
      const family: Family = { culture, givenNames, surnames, given: placesOf(givenNames), start, size };
      families.push(family);
      for (const [place, surname] of surnames.entries())
        for (const claim of formClaims(surname)) this.#surnames.set(claim, { family, place });
      start += size;
    }
    this.#families = families;
    this.size = start;
  }

  at(slot: number): FullName {
    const family = this.#families.find(({ start, size }) => slot < start + size);
    const place = slot - (family?.start ?? 0);
    const given = family?.givenNames[Math.floor(place / family.surnames.length)];
    const surname = family?.surnames[place % family.surnames.length];
    if (family === undefined || given === undefined || surname === undefined)
      throw new RangeError(`there is no name ${slot}: the roster has ${this.size}`);
    return { culture: family.culture, given, surname: surname[given.sex] };
  }

  /** Undefined when nobody can be called that. Spellings are expected as `comparable` gives them. */
  slotOf(given: string, surname: string, alphabet: Alphabet): number | undefined {
    const found = this.#surnames.get(`${alphabet} ${surname}`);
    const givenPlace = found?.family.given.get(`${alphabet} ${given}`);
    if (found === undefined || givenPlace === undefined) return undefined;
    return found.family.start + givenPlace * found.family.surnames.length + found.place;
  }
}

/** The words of surnames that have several: `van`, `den`, `Berg`. */
function particlesOf({ names }: Culture): readonly string[] {
  return listed(names.surnames)
    .filter((name) => name.includes(' '))
    .flatMap((name) => name.toLowerCase().split(' '));
}

/** Given names once each. One with a word that could begin a surname is left out: where would the surname begin? */
function givenNamesOf({ names, umlauts }: Culture, particles: ReadonlySet<string>): readonly GivenName[] {
  const taken = new Set<string>();
  const found: GivenName[] = [];
  for (const sex of ['female', 'male'] as const) {
    for (const name of listed(names[sex])) {
      const spelling = spellingOf(name, GIVEN_LENGTH, umlauts);
      const words = name.toLowerCase().split(' ');
      if (words.length > 1 && words.some((word) => particles.has(word))) continue;
      if (spelling.short !== '' && isFree(claimsOf(spelling), taken)) found.push({ ...spelling, sex });
    }
  }
  return found;
}

/** Surnames that no other has claimed in any form or spelling. */
function surnamesOf({ names, umlauts, order }: Culture, taken: Set<string>): readonly Surname[] {
  const found: Surname[] = [];
  for (const name of listed(names.surnames)) {
    const [male, female] = name.split('/').map((form) => spellingOf(form, SURNAME_LENGTH, umlauts));
    if (male === undefined) continue;
    const surname = { male, female: female ?? male };
    if (order === 'joined' && found.some((other) => isAmbiguous(other.male.text, surname.male.text)))
      continue;
    const isReadable = surname.male.short !== '' && surname.female.short !== '';
    if (isReadable && isFree(formClaims(surname), taken)) found.push(surname);
  }
  return found;
}

/** Written without a space, one of these would look like the other with a longer given name. */
function isAmbiguous(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

function formClaims({ male, female }: Surname): readonly string[] {
  return male === female ? claimsOf(male) : [...new Set([...claimsOf(male), ...claimsOf(female)])];
}

/** Claims all of them, or none. */
function isFree(claims: readonly string[], taken: Set<string>): boolean {
  if (claims.some((claim) => taken.has(claim))) return false;
  for (const claim of claims) taken.add(claim);
  return true;
}

function placesOf(givenNames: readonly GivenName[]): ReadonlyMap<string, number> {
  return new Map(givenNames.flatMap((name, place) => claimsOf(name).map((claim) => [claim, place])));
}
