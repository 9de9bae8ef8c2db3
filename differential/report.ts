import type { Row } from './judge-table.ts';
import type { Facts } from './table/load.ts';
import { GOOD, type Verdict } from './verdict.ts';

/** The outcome as a table in Markdown. */
export function tableOf(
  rows: readonly Row[],
  golden: ReadonlySet<string>,
  [simulated, samba]: readonly [string, string],
): string {
  const lines = rows.map((row) => {
    const recorded =
      row.recorded === undefined ? '' : `${brief(row.recorded)}${golden.has(row.id) ? '' : ' *'}`;
    return `| ${[row.id, brief(row.simulated), brief(row.samba), recorded, row.verdict, cell(row.because)].join(' | ')} |`;
  });
  return `# Differential suite

${totals(rows)}

A recording with * is the suite's own; the others are the golden ones.

| Case | ${simulated} | ${samba} | Recording | Verdict | Because |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}

/** Such as `120 cases: 80 same, 12 listed difference, 28 pending`. */
export function totals(rows: readonly Row[]): string {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of rows) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const parts = [...counts]
    .sort(([a], [b]) => GOOD.indexOf(b) - GOOD.indexOf(a))
    .map(([name, n]) => `${n} ${name}`);
  return `${rows.length} cases: ${parts.join(', ')}`;
}

/** Result code, sub-code and the counter; the rest is in the reasons. */
function brief(facts: Facts | undefined): string {
  if (facts === undefined) return '';
  const shown = [facts['code'], facts['subCode'], facts['entries'] && `${facts['entries']} entries`];
  return cell(shown.filter((each) => each !== undefined && each !== '').join(' '));
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ').slice(0, 300);
}
