import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Faker } from '@faker-js/faker';
import { format, resolveConfig } from 'prettier';

/**
 * `node scripts/population-names.ts`: takes the names of the lab's population from the locale data of
 * @faker-js/faker and writes them to `lab/forest/population/names/`. They are kept in the repository because a lab
 * must have the same people tomorrow, and because loading so many locales takes longer than raising a forest.
 * Japanese and Chinese are kept by hand: their letters do not tell how a name is read.
 */
interface Source {
  readonly tag: string;
  readonly locale: string;
  readonly givenNames?: number;
  readonly surnames?: number;
  /** The feminine form of a masculine surname. */
  readonly feminine?: readonly (readonly [RegExp, string])[];
  /** Which surnames are masculine forms; all, unless given. */
  readonly masculine?: RegExp;
  readonly corrections?: Readonly<Record<string, string>>;
}

/** The locale's feminine given names come without their accents. */
const GREEK_ACCENTS = {
  ...{ Αθανασια: 'Αθανασία', Αικατερινη: 'Αικατερίνη', Αλεξανδρα: 'Αλεξάνδρα', Αναστασια: 'Αναστασία' },
  ...{ Αννα: 'Άννα', Γεωργια: 'Γεωργία', Δεσποινα: 'Δέσποινα', Δημητρα: 'Δήμητρα', Ελενη: 'Ελένη' },
  ...{ Ευαγγελια: 'Ευαγγελία', Ιωαννα: 'Ιωάννα', Κωνσταντινα: 'Κωνσταντίνα', Μαρια: 'Μαρία' },
  ...{ Παναγιωτα: 'Παναγιώτα', Παρασκευη: 'Παρασκευή', Σοφια: 'Σοφία', Σταυρουλα: 'Σταυρούλα' },
  ...{ Χριστινα: 'Χριστίνα', Χρυσουλα: 'Χρυσούλα' },
};

const SOURCES: readonly Source[] = [
  { tag: 'en', locale: 'en', givenNames: 220, surnames: 473 },
  { tag: 'hi', locale: 'en_IN' },
  { tag: 'de', locale: 'de' },
  { tag: 'fr', locale: 'fr' },
  { tag: 'es', locale: 'es' },
  { tag: 'it', locale: 'it' },
  { tag: 'nl', locale: 'nl' },
  { tag: 'pt', locale: 'pt_PT' },
  { tag: 'sv', locale: 'sv' },
  { tag: 'tr', locale: 'tr' },
  { tag: 'pl', locale: 'pl', feminine: [[/([sc]|dz)ki$/, '$1ka']] },
  {
    tag: 'cs',
    locale: 'cs_CZ',
    feminine: [
      [/ý$/, 'á'],
      [/([bdfhjklmnprstvzžščř])ek$/, '$1ková'],
      [/ec$/, 'cová'],
      [/a$/, 'ová'],
      [/([^aeiouyáéíóúůý])$/, '$1ová'],
    ],
  },
  {
    tag: 'ru',
    locale: 'ru',
    feminine: [
      [/ий$/, 'ая'],
      [/([вн])$/, '$1а'],
    ],
  },
  {
    tag: 'el',
    locale: 'el',
    masculine: /[ςυύ]$/,
    corrections: GREEK_ACCENTS,
    feminine: [
      [/όπουλος$/, 'οπούλου'],
      [/ίδης$/, 'ίδου'],
      [/άδης$/, 'άδου'],
      [/ης$/, 'η'],
      [/ής$/, 'ή'],
      [/άς$/, 'ά'],
      [/ας$/, 'α'],
      [/ός$/, 'ού'],
      [/ος$/, 'ου'],
    ],
  },
];

const WIDTH = 108;

for (const source of SOURCES) {
  const { faker } = (await import(`@faker-js/faker/locale/${source.locale}`)) as { faker: Faker };
  await write(source, faker.rawDefinitions.person ?? {});
}

async function write(source: Source, person: NonNullable<Faker['rawDefinitions']['person']>): Promise<void> {
  const { tag, locale, givenNames = 140, surnames = 400 } = source;
  const given = (sex: 'female' | 'male'): string[] =>
    spread(corrected(source, person.first_name?.[sex] ?? []), givenNames);
  const text = await format(
    `import type { Names } from './names.ts';

/** From the locale \`${locale}\` of @faker-js/faker, by scripts/population-names.ts. */
export const ${tag}: Names = {
  female: ${listed(given('female'))},
  male: ${listed(given('male'))},
  surnames: ${listed(spread(surnamesOf(source, person.last_name ?? {}), surnames))},
};
`,
    { ...(await resolveConfig(file(tag))), parser: 'typescript' },
  );
  writeFileSync(file(tag), text);
}

function file(tag: string): string {
  return fileURLToPath(new URL(`../lab/forest/population/names/${tag}.ts`, import.meta.url));
}

function corrected({ corrections = {} }: Source, names: readonly string[]): string[] {
  return names.map((name) => corrections[name] ?? name);
}

/** Surnames, those with two forms as male/female. Where the locale lists both, a pair must be in both lists. */
function surnamesOf(
  source: Source,
  lists: Partial<Record<'generic' | 'female' | 'male', readonly string[]>>,
): string[] {
  const women = new Set(lists.female);
  const pairs = [...(lists.male ?? lists.generic ?? [])]
    .filter((name) => (source.masculine ?? /./).test(name))
    .map((name) => ({ name, feminine: feminineOf(source, name) }));
  const derived = new Set(
    pairs.filter(({ name, feminine }) => name !== feminine).map(({ feminine }) => feminine),
  );
  return pairs
    .filter(({ name }) => !derived.has(name))
    .filter(({ feminine }) => women.size === 0 || women.has(feminine))
    .map(({ name, feminine }) => (feminine === name ? name : `${name}/${feminine}`));
}

function feminineOf({ feminine = [] }: Source, name: string): string {
  const rule = feminine.find(([ending]) => ending.test(name));
  return rule === undefined ? name : name.replace(...rule);
}

/** So many of a list, from all over it. */
function spread(names: readonly string[], wanted: number): string[] {
  const usable = [...new Set(names)].filter((name) => /^[\p{L}][\p{L}\p{M}'/ -]+$/u.test(name));
  const step = Math.max(1, usable.length / wanted);
  return Array.from(
    { length: Math.min(wanted, usable.length) },
    (_, index) => usable[Math.floor(index * step)] ?? '',
  );
}

function listed(names: readonly string[]): string {
  const lines = [''];
  for (const name of names) {
    const line = `${lines.at(-1) ?? ''}${lines.at(-1) === '' ? '' : ' '}${name},`;
    if (line.length <= WIDTH) lines[lines.length - 1] = line;
    else lines.push(`    ${name},`);
  }
  return `\`${lines.join('\n').slice(0, -1)}\``;
}
