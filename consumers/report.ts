import type { Result } from './run.ts';

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
export function lineOf(result: Result): string {
  const { passed, failed } = totalsOf([result]);
  const times = `installed in ${result.installed} s, used for ${result.used} s`;
  return `${nameOf(result)}: ${passed} of ${passed + failed} as with Active Directory, ${times}`;
}

/** What went otherwise, for a reader of the terminal. */
export function complaintsOf({ outcomes }: Result): string[] {
  return outcomes.flatMap(({ what, wrong }) => (wrong === undefined ? [] : [`  ${what}: ${wrong}`]));
}

/** What was tried, for the documentation: it changes only with versions and checks. */
export function triedTable(results: readonly Result[]): string {
  const rows = [...results]
    .sort((a, b) => a.title.localeCompare(b.title))
    .map(({ title, version = 'not installed', kind, outcomes }) => {
      return `| ${[title, version, kind, outcomes.length].join(' | ')} |`;
    });
  return ['| Program | Version | Kind | Checks |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The outcome as tables in Markdown. */
export function tableOf(results: readonly Result[]): string {
  const { passed, failed } = totalsOf(results);
  const summary = results.map((each) => {
    const counts = totalsOf([each]);
    const row = [nameOf(each), each.kind, counts.passed, counts.failed, each.installed, each.used];
    return `| ${row.join(' | ')} |`;
  });
  return `# Programs of others against the forest

${results.length} consumers, ${passed + failed} checks: ${passed} as with Active Directory, ${failed} not

| Consumer | Kind | As with AD | Not | Installed in, s | Used for, s |
| --- | --- | --- | --- | --- | --- |
${summary.join('\n')}

${results.map(sectionOf).join('\n')}`;
}

function sectionOf(result: Result): string {
  const rows = result.outcomes.map(({ what, wrong }) => `| ${cell(what)} | ${cell(wrong ?? 'as with AD')} |`);
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
