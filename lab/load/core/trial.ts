import { clientFigures } from './figures.ts';
import type { Trial } from './judge.ts';
import type { K6Summary } from './summary.ts';

/** What of a step k6's summary does not tell. */
export interface StepFacts {
  readonly rate: number;
  /** How long sign-ins were to arrive. */
  readonly seconds: number;
  readonly othersCores: number;
}

/** One step of a search. */
export function trialOf(summary: K6Summary, { rate, seconds, othersCores }: StepFacts): Trial {
  const { signIns, failed, dropped, latencyMs } = clientFigures(summary);
  return {
    rate,
    sent: signIns,
    failed,
    dropped,
    achieved: Math.round((signIns / seconds) * 10) / 10,
    p95Ms: latencyMs?.p95 ?? Number.POSITIVE_INFINITY,
    othersCores,
  };
}
