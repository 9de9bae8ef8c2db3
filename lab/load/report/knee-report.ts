import type { Trial } from '../core/judge.ts';
import type { Machine } from '../machine.ts';
import type { CpuFigures, Latency, PayloadFigures } from './load-report.ts';

/** One step of a search, and what it was for. */
export interface KneeStep extends Trial {
  readonly purpose: string;
  readonly verdict: 'carried' | 'near' | 'failed';
  readonly reasons: readonly string[];
}

/** What so many agents carry. */
export interface KneeRow {
  readonly agents: number;
  readonly registered: number;
  /** Sign-ins per second; undefined when not even the lowest rate was carried. */
  readonly knee: number | undefined;
  readonly confirmed: boolean;
  /** The search's ceiling: the knee may lie higher. */
  readonly atCeiling: boolean;
  /** What went wrong at the next higher rate. */
  readonly limitedBy: readonly string[];
  /** Of the last step at the knee. */
  readonly latencyMs: Latency | undefined;
  readonly cpu: readonly CpuFigures[];
  /** CPU milliseconds of a sign-in: the lab's own processes, and the load generator's. */
  readonly labCpuMs: number | undefined;
  readonly generatorCpuMs: number | undefined;
  /** Cores in use by everybody on the machine. */
  readonly coresBusy: number | undefined;
  /** Cores that neither the lab nor the load generator used, at the knee or at the rate beyond: they were missing. */
  readonly othersCores: number | undefined;
  readonly payload: PayloadFigures | undefined;
  readonly steps: readonly KneeStep[];
}

/** A knee search, as `knee.json` has it. */
export interface KneeReport {
  readonly version: 1;
  readonly kind: 'knee';
  readonly seed: string;
  readonly launcher: string;
  readonly startedAt: string;
  readonly machine: Machine;
  readonly p95LimitMs: number;
  readonly stepMs: number;
  readonly precision: number;
  /** What the steps were told besides rate, duration and limit. */
  readonly knobs: Readonly<Record<string, string>>;
  readonly rows: readonly KneeRow[];
}
