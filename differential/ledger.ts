import type { Case } from './table/schema.ts';
import type { Difference, Facts } from './table/load.ts';

/** What the ledger says of the suite. */
export interface Standing {
  /** Cases by the name of their file, without its ending: `a-binding`. */
  readonly groups: ReadonlyMap<string, readonly Case[]>;
  readonly differences: ReadonlyMap<string, Difference>;
  /** What Samba answered, by case. */
  readonly recorded: (id: string) => Facts;
}

/** The suite as tables in Markdown: how many cases of each group are answered alike, and every one that is not. */
export function standingTables({ groups, differences, recorded }: Standing): string {
  const all = [...groups.values()].flat();
  const counts = [...groups].map(([file, cases]) => countsOf(title(file), cases, differences));
  return [
    '| cases about | number | answered as Samba AD does | otherwise, with a reason |',
    '| --- | --- | --- | --- |',
    ...counts,
    countsOf('**all**', all, differences),
    '',
    '| case | ptalab, where Samba AD says otherwise | because | source |',
    '| --- | --- | --- | --- |',
    ...all.flatMap(({ id }) => {
      const difference = differences.get(id);
      return difference === undefined ? [] : [rowOf(id, difference, recorded(id))];
    }),
  ].join('\n');
}

function countsOf(name: string, cases: readonly Case[], differences: Standing['differences']): string {
  const other = cases.filter(({ id }) => differences.has(id)).length;
  return `| ${name} | ${cases.length} | ${cases.length - other} | ${other} |`;
}

function title(file: string): string {
  return file.slice(file.indexOf('-') + 1).replaceAll('-', ' ');
}

function rowOf(id: string, { simulated, reason, source }: Difference, recorded: Facts): string {
  const facts = Object.entries(simulated)
    .filter(([fact, value]) => recorded[fact] !== value)
    .map(([fact, value]) => `${fact} ${shown(value)} (${shown(recorded[fact])})`);
  return `| ${[id, facts.join(', '), reason, source].map(cell).join(' | ')} |`;
}

const LONGEST = 60;

function shown(value: string | undefined): string {
  if (value === undefined || value === '') return '–';
  return value.length > LONGEST ? `${value.split(' ').length} names` : value;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
