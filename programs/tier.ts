import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPart, type MarkedPart } from '../scripts/marked-part.ts';
import { complaintsOf, lineOf, tableOf, totalsOf, triedTable, type Column, type Words } from './report.ts';
import { tryAll, type Named, type Result } from './try-all.ts';
import type { Raised, Tried } from './tried.ts';

const CACHE = 'node_modules/.cache/ptalab';

/** Programs of others that are tried together: a folder each, where `file` exports one as `key`. */
export interface Tier<T> {
  /** `consumers`: of its reports, its cache and its page in docs/. */
  readonly name: string;
  readonly words: Words;
  readonly folder: string;
  /** `consumer.ts` */
  readonly file: string;
  /** `consumer` */
  readonly key: string;
  readonly columns: readonly Column[];
  /** Whether the table on its page is that of every run: all versions are pinned. */
  readonly isPinned?: boolean;
  raise(): Promise<Raised<T>>;
}

export interface TierOrder {
  readonly lanes: number;
  /** Writes the table into the page too. */
  readonly document: boolean;
  /** Whether none is left out. */
  readonly isWhole: boolean;
  readonly say: (line: string) => void;
}

/** Tries them, writes reports and counts, and answers the exit code. */
export async function runTier<T>(
  tier: Tier<T>,
  all: readonly Named<T>[],
  { lanes, document, isWhole, say }: TierOrder,
): Promise<0 | 1> {
  const { name, words, columns } = tier;
  const cache = join(import.meta.dirname, '..', CACHE, name);
  mkdirSync(cache, { recursive: true });
  const onResult = (result: Result): void => say([lineOf(result, words), ...complaintsOf(result)].join('\n'));
  const results = await tryAll(all, { cache, lanes, raise: () => tier.raise(), onResult });
  const totals = totalsOf(results);
  mkdirSync('reports', { recursive: true });
  writeFileSync(`reports/${name}.json`, `${JSON.stringify({ ...totals, results }, undefined, 2)}\n`);
  writeFileSync(`reports/${name}.md`, tableOf(results, words));
  // For whoever adds up the tiers of a run.
  writeFileSync(`${CACHE}/${name}.json`, JSON.stringify(totals));
  const table = triedTable(results, columns);
  if (document) writePage(name, table);
  const isStale = isWhole && tier.isPinned === true && !readFileSync(pageOf(name), 'utf8').includes(table);
  if (isStale) say(`${pageOf(name)} tells of another run: node ${partOf(name).script}`);
  say(`${results.length} ${words.many}: ${totals.passed} checks ${words.right}, ${totals.failed} not`);
  return totals.failed === 0 && totals.passed > 0 && !isStale ? 0 : 1;
}

function writePage(name: string, table: string): void {
  writeFileSync(pageOf(name), withPart(readFileSync(pageOf(name), 'utf8'), partOf(name), table));
}

const pageOf = (name: string): string => `docs/${name}.md`;
const partOf = (name: string): MarkedPart => ({ name, script: `${name}/main.ts --document` });

/** All of a tier, or those whose folders are asked for, with commas between. Throws RangeError for one that is not there. */
export async function loadTier<E extends Tried<never>>(
  { folder, file, key }: Pick<Tier<never>, 'folder' | 'file' | 'key'>,
  only: string,
): Promise<{ readonly name: string; readonly tried: E }[]> {
  const asked = only === '' ? [] : only.split(',');
  const names = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, file)))
    .sort();
  const unknown = asked.find((each) => !names.includes(each));
  if (unknown !== undefined) throw new RangeError(`there is no ${unknown}; there are ${names.join(', ')}`);
  const wanted = names.filter((each) => asked.length === 0 || asked.includes(each));
  return Promise.all(
    wanted.map(async (name) => {
      const found = (await import(join(folder, name, file))) as Readonly<Record<string, E>>;
      const tried = found[key];
      if (tried === undefined) throw new RangeError(`${name}/${file} exports no ${key}`);
      return { name, tried };
    }),
  );
}
