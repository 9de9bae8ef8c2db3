/** One step of a knee search: sign-ins that arrived at a fixed rate for a while. */
export interface Trial {
  /** Arrivals asked for, per second. */
  readonly rate: number;
  /** Sign-ins that were begun, and those of them that did not end well. */
  readonly sent: number;
  readonly failed: number;
  /** Arrivals that found no client free to begin them. */
  readonly dropped: number;
  /** Completed sign-ins per second of the step. */
  readonly achieved: number;
  /** Milliseconds from beginning to end of a sign-in: 95 of 100 took no longer. */
  readonly p95Ms: number;
  /** Cores that neither the lab nor the load generator used meanwhile. */
  readonly othersCores: number;
}

export interface Limits {
  readonly p95Ms: number;
}

/**
 * `carried`: without an error, within the limit, and at the pace asked for. `near`: short of that by so little, or while
 * others took so much of the machine, that it is worth another try. `failed`: clearly not.
 */
export interface Judgement {
  readonly verdict: 'carried' | 'near' | 'failed';
  readonly reasons: readonly string[];
}

/** Completed per second, as a share of what was asked for: a step's edges cost a little. */
const PACE = 0.97;
const NEAR = { errors: 0.002, dropped: 0.02, latency: 1.5, pace: 0.9 } as const;
/** Cores in others' hands from which on a step says little. */
export const DISTURBED_CORES = 0.2;

/** Judges one step. */
export function judge(trial: Trial, limits: Limits): Judgement {
  const reasons = reasonsAgainst(trial, limits);
  if (reasons.length === 0) return { verdict: 'carried', reasons };
  return { verdict: isNear(trial, limits) ? 'near' : 'failed', reasons };
}

function reasonsAgainst(trial: Trial, limits: Limits): string[] {
  const { sent, failed, dropped, rate, achieved, p95Ms, othersCores } = trial;
  const reasons: string[] = [];
  if (sent === 0) reasons.push('no sign-in was begun');
  if (failed > 0) reasons.push(`${failed} of ${sent} failed`);
  if (!(p95Ms <= limits.p95Ms)) reasons.push(`p95 ${Math.round(p95Ms)} ms is over ${limits.p95Ms} ms`);
  if (dropped > 0) reasons.push(`${dropped} ${dropped === 1 ? 'arrival' : 'arrivals'} found no client free`);
  if (achieved < rate * PACE) reasons.push(`only ${Math.round(achieved)}/s of ${rate}/s came through`);
  if (reasons.length > 0 && othersCores >= DISTURBED_CORES)
    reasons.push(`others took ${othersCores.toFixed(1)} cores`);
  return reasons;
}

function isNear(trial: Trial, limits: Limits): boolean {
  const { sent, failed, dropped, rate, achieved, p95Ms, othersCores } = trial;
  if (sent > 0 && othersCores >= DISTURBED_CORES) return true;
  return (
    sent > 0 &&
    failed <= sent * NEAR.errors &&
    dropped <= sent * NEAR.dropped &&
    p95Ms <= limits.p95Ms * NEAR.latency &&
    achieved >= rate * NEAR.pace
  );
}
