import type { Comparison } from './compare.ts';
import { median } from './compare.ts';
import type { IdleConnections } from './memory.ts';
import type { SizeFigures } from './size.ts';

/** Binds and searches side by side, a row for each task, in Markdown: per second of the server's processor time. */
export function comparisonTable(comparisons: readonly Comparison[]): string {
  const servers = [...new Set(comparisons.map(({ server }) => server))];
  const tasks = [...new Set(comparisons.map(({ task }) => task))];
  const rows = tasks.map((task) => {
    const cells = servers.map((server) => {
      const found = comparisons.find((each) => each.task === task && each.server === server);
      return found === undefined ? '' : cell(found);
    });
    return `| ${[task, ...cells].join(' | ')} |`;
  });
  return [
    `| per CPU-second (range; p50 / p99 ms) | ${servers.join(' | ')} |`,
    ruler(servers.length + 1),
    ...rows,
  ].join('\n');
}

function cell({ rounds }: Comparison): string {
  const all = rounds.map(({ perCpuSecond }) => perCpuSecond);
  const waits = rounds.map(({ p50, p99 }) => [p50, p99] as const).sort(([a], [b]) => a - b);
  const [p50, p99] = waits[Math.floor(waits.length / 2)] ?? [0, 0];
  return `${shown(median(rounds))} (${shown(Math.min(...all))}–${shown(Math.max(...all))}; ${p50} / ${p99})`;
}

export function sizeTable(sizes: readonly SizeFigures[]): string {
  const row = (name: string, of: (figures: SizeFigures) => unknown): string =>
    `| ${[name, ...sizes.map((figures) => String(of(figures) ?? '–'))].join(' | ')} |`;
  const keys = Object.keys(sizes[0]?.equalityMs ?? {});
  return [
    `| ptalab with so many users | ${sizes.map(({ users }) => shown(users)).join(' | ')} |`,
    ruler(sizes.length + 1),
    row('raised, ms', ({ raiseMs }) => raiseMs),
    row('serving since the start of its process, ms', ({ sinceStartMs }) => sinceStartMs),
    row('resident when it serves, MB', ({ residentMB }) => residentMB),
    row('resident after searches, a walk and 1,000 binds, MB', ({ usedMB }) => usedMB),
    ...keys.map((key) => row(`one search by ${key}, ms`, ({ equalityMs }) => equalityMs[key])),
    row('people met per second by an unindexed filter', ({ walkedPerSecond }) =>
      walkedPerSecond === undefined ? undefined : shown(walkedPerSecond),
    ),
  ].join('\n');
}

export function idleTable(idle: readonly IdleConnections[]): string {
  const rows = idle.map(
    ({ server, connections, beforeMB, withThemMB }) =>
      `| ${server} | ${connections} | ${beforeMB} | ${withThemMB} | ${Math.round((withThemMB - beforeMB) * 10) / 10} |`,
  );
  return [
    '| server | idle bound LDAPS connections | before, MB | with them, MB | more, MB |',
    ruler(5),
    ...rows,
  ].join('\n');
}

function ruler(columns: number): string {
  return `|${' --- |'.repeat(columns)}`;
}

function shown(value: number): string {
  return value.toLocaleString('en');
}
