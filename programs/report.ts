import type { Result } from './try-all.ts';

/** What the reader is told they are. */
export interface Words {
  /** `consumers` */
  readonly many: string;
  /** `Programs of others against the forest` */
  readonly title: string;
  /** What it is when nothing is wrong: `as with Active Directory`. */
  readonly right: string;
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

export function totalsOf(results: readonly Result[]): Totals {
  const outcomes = results.flatMap((each) => each.outcomes);
  const failed = outcomes.filter(({ wrong }) => wrong !== undefined).length;
  return { passed: outcomes.length - failed, failed };
}

/** Such as `ldap3 2.9.1: 41 of 41 as with Active Directory, installed in 2 s, used for 7 s`. */
export function lineOf(result: Result, { right }: Words): string {
  const { passed, failed } = totalsOf([result]);
  const times = `installed in ${result.installed} s, used for ${result.used} s`;
  return `${nameOf(result)}: ${passed} of ${passed + failed} ${right}, ${times}`;
}

/** What went otherwise, for a reader of the terminal. */
export function complaintsOf({ outcomes }: Result): string[] {
  return outcomes.flatMap(({ what, wrong }) => (wrong === undefined ? [] : [`  ${what}: ${wrong}`]));
}

/** A column of the table for the documentation: its head, and what stands in it. */
export type Column = readonly [head: string, cell: (result: Result) => string];

/** What was tried, for the documentation: it changes only with versions and checks. */
export function triedTable(results: readonly Result[], columns: readonly Column[]): string {
  const all: readonly Column[] = [...columns, ['Checks', ({ outcomes }) => String(outcomes.length)]];
  const rows = [...results]
    .sort((a, b) => a.title.localeCompare(b.title))
    .map((result) => all.map(([, cell]) => cell(result)));
  const lines = [all.map(([head]) => head), all.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The outcome as tables in Markdown. */
export function tableOf(results: readonly Result[], words: Words): string {
  const { many, title, right } = words;
  const { passed, failed } = totalsOf(results);
  const summary = results.map((each) => {
    const counts = totalsOf([each]);
    const row = [nameOf(each), each.kind, counts.passed, counts.failed, each.installed, each.used];
    return `| ${row.join(' | ')} |`;
  });
  return `# ${title}

${results.length} ${many}, ${passed + failed} checks: ${passed} ${right}, ${failed} not

| Tried | Kind | Right | Wrong | Installed in, s | Used for, s |
| --- | --- | --- | --- | --- | --- |
${summary.join('\n')}

${results.map((each) => sectionOf(each, right)).join('\n')}`;
}

function sectionOf(result: Result, right: string): string {
  const rows = result.outcomes.map(({ what, wrong }) => `| ${cell(what)} | ${cell(wrong ?? right)} |`);
  return `## ${nameOf(result)}

| Check | Outcome |
| --- | --- |
${rows.join('\n')}
`;
}

function nameOf({ title, version }: Result): string {
  return version === undefined ? title : `${title} ${version}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ').slice(0, 400);
}
