import type { KneePlan } from '../../load/index.ts';
import { UsageError } from '../errors.ts';
import { MOST_AGENTS } from './lab-choice.ts';
import { readMs, readNumber, readWhole, readWholes } from './numbers.ts';

/** How a knee is looked for, as typed. */
export interface KneePlanOptions {
  readonly agents?: string;
  readonly from?: string;
  readonly to?: string;
  readonly step?: string;
  readonly p95?: string;
  readonly precision?: string;
  readonly steps?: string;
}

export interface Search {
  readonly agentCounts: readonly number[];
  readonly plan: KneePlan;
  readonly stepMs: number;
}

const MOST_RATE = 20_000;

/** Checks what was typed. Throws UsageError. */
export function readSearch(options: KneePlanOptions): Search {
  const {
    agents = '1',
    from = '50',
    to = '2000',
    step = '5s',
    p95 = '500ms',
    precision = '5',
    steps = '20',
  } = options;
  const start = readWhole('--from', from, 1, MOST_RATE);
  const ceiling = readWhole('--to', to, 1, MOST_RATE);
  if (ceiling < start) throw new UsageError(`--to ${ceiling} is below --from ${start}`);
  return {
    agentCounts: readWholes('--agents', agents, 1, MOST_AGENTS),
    stepMs: readMs('--step', step, 2_000, 600_000),
    plan: {
      start,
      ceiling,
      growth: 2,
      precision: readNumber('--precision', precision, 1, 50) / 100,
      p95Ms: readMs('--p95', p95, 1, 60_000),
      mostSteps: readWhole('--steps', steps, 1, 100),
    },
  };
}
