import { GUIDE } from '../core/guide.ts';
import type { Advice, Demand } from '../core/sizing.ts';
import { textTable } from './table.ts';

export interface NamedAdvice {
  /** By which rule: `the guide, 300/s`. */
  readonly rule: string;
  readonly advice: Advice;
}

/** How many agents a tenant needs, by the guide and by what was measured. */
export function sizeText({ peak, average }: Demand, all: readonly NamedAdvice[]): string[] {
  const rows = all.map(({ rule, advice }) => [
    rule,
    advice.forPeak,
    advice.possible ? advice.advised : `${advice.advised} (limit ${GUIDE.mostAgents})`,
    percent(advice.busyAtPeak),
    percent(advice.busyOnAverage),
    advice.traffic.requestBytes,
    `${megabits(advice.traffic.toAgents.peak)} / ${megabits(advice.traffic.toAgents.average)}`,
    `${megabits(advice.traffic.fromAgents.peak)} / ${megabits(advice.traffic.fromAgents.average)}`,
  ]);
  const heads = [
    'one agent carries',
    'for the peak',
    'advised',
    'busy at peak',
    'on average',
    'request B',
    'Mbit/s to agents',
    'from agents',
  ];
  const impossible = all.some(({ advice }) => !advice.possible)
    ? [
        `  A tenant has at most ${GUIDE.mostAgents} agents: where more are needed, password hash synchronization carries`,
        '  what agents cannot.',
      ]
    : [];
  return [
    `Agents for ${peak} sign-ins per second at peak and ${average} on average:`,
    '',
    ...textTable(heads, rows).map((line) => `  ${line}`),
    '',
    `  Advised is one more than the peak needs, so that one may be down, and never fewer than ${GUIDE.leastAgents}.`,
    '  Traffic is peak / average over all agents, by the guide’s formula; requests are spread, not balanced.',
    ...impossible,
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function megabits(bytesPerSecond: number): string {
  return ((bytesPerSecond * 8) / 1_000_000).toFixed(2);
}
