import { createHash } from 'node:crypto';
import { fill, type Template } from './identifiers.ts';

/** Identifiers alike in every respect that are told apart; beyond, the rest stand in order of appearance. */
const TIES_BROKEN = 32;

/**
 * Orders identifiers by what is said of them, not by when or by their own text, so that two runs order theirs alike.
 * Colour refinement: an identifier's colour is made of the texts it stands in, with the colours of the others there,
 * again and again until nothing new is told apart. Of identifiers that are still alike (as are two equal requests of
 * one user) either may be first; one is picked and given a colour of its own, so that all that hangs on it follows.
 */
export function rankIdentifiers(texts: readonly Template[]): ReadonlyMap<string, number> {
  const ids = [...new Set(texts.flatMap((text) => text.ids))];
  let colours = refine(texts, new Map(ids.map((id) => [id, ''])));
  for (let broken = 0; broken < TIES_BROKEN; broken++) {
    const tied = firstTied(colours);
    if (tied === undefined) break;
    colours = refine(texts, new Map([...colours, [tied, `${colours.get(tied)} first`]]));
  }
  const ordered = ids.sort((a, b) => compare(colours.get(a) ?? '', colours.get(b) ?? ''));
  return new Map(ordered.map((id, rank) => [id, rank]));
}

type Colours = ReadonlyMap<string, string>;

/** Colours again and again, until that tells no more identifiers apart. */
function refine(texts: readonly Template[], start: Colours): Colours {
  let colours = start;
  for (let known = 0; known < distinct(colours);) {
    known = distinct(colours);
    const alike = new Set(classesOf(colours).flatMap(([, ids]) => (ids.length > 1 ? ids : [])));
    colours = recolour(texts, colours, alike);
  }
  return colours;
}

/** Colours anew those that are alike; a colour that only one has tells it apart already. */
function recolour(texts: readonly Template[], colours: Colours, alike: ReadonlySet<string>): Colours {
  const said = new Map<string, string[]>();
  for (const id of alike) said.set(id, [colours.get(id) ?? '']);
  for (const text of texts) {
    if (!text.ids.some((id) => alike.has(id))) continue;
    const whole = digest(fill(text, (id) => colours.get(id) ?? ''));
    text.ids.forEach((id, place) => said.get(id)?.push(`${whole} ${place}`));
  }
  return new Map([...colours, ...[...said].map(([id, parts]) => [id, digest(parts.sort().join())] as const)]);
}

/** The first to appear among the identifiers of the first colour that several have. */
function firstTied(colours: Colours): string | undefined {
  const tied = classesOf(colours).filter(([, ids]) => ids.length > 1);
  const [first] = tied.sort(([a], [b]) => compare(a, b));
  return first?.[1][0];
}

function classesOf(colours: Colours): [colour: string, ids: string[]][] {
  return [...Map.groupBy(colours.keys(), (id) => colours.get(id) ?? '')];
}

function distinct(colours: Colours): number {
  return new Set(colours.values()).size;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
