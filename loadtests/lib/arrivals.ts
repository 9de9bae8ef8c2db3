import exec from 'k6/execution';
import type { Scenario } from 'k6/options';
import { whole } from './knobs.ts';
import { LIMIT_MS } from './options.ts';

/** Sign-ins arrive at their rate whether or not earlier ones are answered (an open model). */
export interface Stage {
  /** Arrivals per second at its end. */
  readonly rate: number;
  readonly seconds: number;
  /** What its sign-ins are tagged with. */
  readonly name: string;
}

const GRACEFUL_STOP = '10s';
const COMMON = { timeUnit: '1s', gracefulStop: GRACEFUL_STOP } as const;

/**
 * Half a second of arrivals can be in hand at once from the start, and half as many again as end within the limit at
 * most: more would be too late anyway, and cost k6 what the lab then lacks.
 */
function clients(rate: number): { preAllocatedVUs: number; maxVUs: number } {
  const preAllocatedVUs = whole('VUS', Math.max(10, Math.ceil(rate / 2)), 1);
  const most = Math.max(preAllocatedVUs, Math.ceil((rate * 1.5 * LIMIT_MS) / 1000));
  return { preAllocatedVUs, maxVUs: whole('MAX_VUS', most, preAllocatedVUs) };
}

export function constant(rate: number, seconds: number, more: Partial<Scenario> = {}): Scenario {
  const pace = perSecond(rate);
  return {
    executor: 'constant-arrival-rate',
    ...COMMON,
    ...pace,
    duration: `${Math.ceil(seconds * 1000)}ms`,
    ...clients(rate),
    ...more,
  } as Scenario;
}

/** k6 takes whole numbers alone: 2.5 a second are 25 in ten seconds. */
function perSecond(rate: number): { rate: number; timeUnit: string } {
  if (Number.isInteger(rate)) return { rate, timeUnit: '1s' };
  return { rate: Math.max(1, Math.round(rate * 10)), timeUnit: '10s' };
}

/** Stages one after the other; within each the rate moves to that of its end. */
export function staged(from: number, stages: readonly Stage[], more: Partial<Scenario> = {}): Scenario {
  const highest = Math.max(from, ...stages.map(({ rate }) => rate));
  return {
    executor: 'ramping-arrival-rate',
    ...COMMON,
    startRate: Math.round(from),
    stages: stages.map(({ rate, seconds }) => ({
      target: Math.round(rate),
      duration: `${Math.ceil(seconds * 1000)}ms`,
    })),
    ...clients(highest),
    ...more,
  } as Scenario;
}

/** The stage that an iteration began in. */
export function stageNow(stages: readonly Stage[]): Stage | undefined {
  let left = secondsNow();
  for (const stage of stages) {
    left -= stage.seconds;
    if (left < 0) return stage;
  }
  return stages[stages.length - 1];
}

/** Seconds since the scenario began. */
export function secondsNow(): number {
  return (Date.now() - exec.scenario.startTime) / 1000;
}

/** How many iterations of the scenario began before this one. */
export function turn(): number {
  return exec.scenario.iterationInTest;
}
