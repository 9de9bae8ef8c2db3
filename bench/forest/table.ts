import type { Comparison } from './compare.ts';
import { median } from './compare.ts';
import type { IdleConnections } from './memory.ts';
import type { SizeFigures } from './size.ts';

/** Binds and searches side by side, a row for each task, in Markdown. */
export function comparisonTable(comparisons: readonly Comparison[]): string {
  const servers = [...new Set(comparisons.map(({ server }) => server))];
  const rows = tasksOf(comparisons).map((task) => {
    const cells = servers.map((server) => {
      const found = comparisons.find((each) => each.task === task && each.server === server);
      return found === undefined ? '' : cell(found);
    });
    return `| ${[task, ...cells].join(' | ')} |`;
  });
  const head = 'for each second of the server’s processor (lowest–highest; for each second; p50 / p99 ms)';
  return [`| ${[head, ...servers].join(' | ')} |`, ruler(servers.length + 1), ...rows].join('\n');
}

function cell({ rounds }: Comparison): string {
  const all = rounds.map(({ perCpuSecond }) => perCpuSecond);
  const spread = `${shown(Math.min(...all))}–${shown(Math.max(...all))}`;
  const waits = `${median(rounds, 'p50')} / ${median(rounds, 'p99')}`;
  return `**${shown(median(rounds, 'perCpuSecond'))}** (${spread}; ${shown(median(rounds, 'perSecond'))}; ${waits})`;
}

/** What TLS came to for each task, and whether it was the same for every server. */
export function agreementLines(comparisons: readonly Comparison[]): string {
  const lines = tasksOf(comparisons).flatMap((task) => {
    const agreed = comparisons
      .filter((each) => each.task === task)
      .flatMap(({ server, rounds }) =>
        rounds.flatMap((each) => (each.agreed ? [[server, Object.values(each.agreed).join(', ')]] : [])),
      );
    const kinds = new Set(agreed.map(([, what]) => what));
    if (kinds.size === 0) return [];
    if (kinds.size === 1) return [`- ${task}: ${[...kinds].join('')}; the same for all`];
    const each = new Set(agreed.map(([server, what]) => `${server}: ${what}`));
    return [`- ${task}: DIFFERENT: ${[...each].join('; ')}`];
  });
  return ['No connection resumed a session: each was looked at, and the client keeps none.', ...lines].join(
    '\n',
  );
}

export function sizeTable(sizes: readonly SizeFigures[]): string {
  const row = (name: string, of: (figures: SizeFigures) => unknown): string =>
    `| ${[name, ...sizes.map((figures) => String(of(figures) ?? '–'))].join(' | ')} |`;
  const [first] = sizes;
  return [
    `| ptalab with so many users | ${sizes.map(({ users }) => shown(users)).join(' | ')} |`,
    ruler(sizes.length + 1),
    row('raised, ms', ({ raiseMs }) => raiseMs),
    row('first bind answered since the start of its process, ms', ({ firstBindMs }) => firstBindMs),
    row('resident when it serves, MB', ({ residentMB }) => residentMB),
    row('searches, binds', ({ searches, binds }) => `${shown(searches)}, ${shown(binds)}`),
    row('resident after them and a walk, MB', ({ usedMB }) => usedMB),
    ...Object.keys(first?.searchMs ?? {}).map((key) =>
      row(`a search by ${key}, ms`, ({ searchMs }) => searchMs[key]),
    ),
    ...Object.keys(first?.bindMs ?? {}).map((key) =>
      row(`a bind by ${key}, ms`, ({ bindMs }) => bindMs[key]),
    ),
    row('people met per second by an unindexed filter', ({ walkedPerSecond }) => shown(walkedPerSecond)),
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

function tasksOf(comparisons: readonly Comparison[]): string[] {
  return [...new Set(comparisons.map(({ task }) => task))];
}

function ruler(columns: number): string {
  return `|${' --- |'.repeat(columns)}`;
}

function shown(value: number): string {
  return value.toLocaleString('en');
}
