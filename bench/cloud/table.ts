import type { Summary } from '../samples.ts';
import type { ColdStart } from './cold.ts';
import { median, type Comparison } from './compare.ts';
import type { SizeFigures } from './size.ts';
import type { Held } from './verify.ts';

/** Servers side by side, a row for each task, in Markdown. */
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
  const head =
    'answers for each second of the server’s processor (lowest–highest; ms of it for one; p50 / p99 ms)';
  return table([head, ...servers], rows);
}

function cell({ rounds }: Comparison): string {
  const all = rounds.map(({ perCpuSecond }) => perCpuSecond);
  const spread = `${shown(Math.min(...all))}–${shown(Math.max(...all))}`;
  const waits = `${median(rounds, 'p50')} / ${median(rounds, 'p99')}`;
  return `**${shown(median(rounds, 'perCpuSecond'))}** (${spread}; ${median(rounds, 'cpuMs')}; ${waits})`;
}

/** What the answers hold: the same number of signatures for all, and tokens of different sizes. */
export function heldTable(held: Readonly<Record<string, Readonly<Record<string, Held>>>>): string {
  const rows = Object.entries(held).flatMap(([server, grants]) =>
    Object.entries(grants).map(([grant, { signatures, accessTokenBytes, accessTokenClaims }]) =>
      row(server, grant, signatures, accessTokenBytes, accessTokenClaims),
    ),
  );
  return table(['server', 'grant', 'RS256 signatures', 'access token, bytes', 'its claims'], rows);
}

/** Milliseconds: median (lowest–highest). */
export function coldTable(cold: ColdStart, first: Readonly<Record<string, Summary>>): string {
  const rows = [
    row('ptalab: from the call that starts the cloud to the first token', ranged(cold.fromStartMs)),
    row('ptalab: from the start of its process, loading included', ranged(cold.fromProcessMs)),
    row('of which loading', ranged(cold.loadingMs)),
    row('processor time of all of it', ranged(cold.cpuMs)),
    ...Object.entries(first).map(([server, figure]) =>
      row(`${server}: from the start of its process to a token in another’s hands`, ranged(figure)),
    ),
  ];
  return table(['cold start, every key made in the process', 'ms'], rows);
}

export function sizeTable(sizes: readonly SizeFigures[]): string {
  const rows = sizes.map((each) =>
    row(
      ...[shown(each.users), each.heap, each.servedMs, each.residentMB],
      ...[shown(each.signIns), each.usedMB, each.peakMB, shown(each.perCpuSecond)],
    ),
  );
  const head =
    'synced users | young generation | served after, ms | resident, MB | sign-ins | then, MB | most, MB';
  return table([...head.split(' | '), 'sign-ins per CPU-second'], rows);
}

function ranged({ median: middle, min, max }: Summary): string {
  return `${middle} (${min}–${max})`;
}

function table(head: readonly string[], rows: readonly string[]): string {
  return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows].join('\n');
}

function row(...cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function shown(value: number): string {
  return value.toLocaleString('en');
}
