import { judge, type Limits, type Trial } from './judge.ts';

/** How a knee is looked for. */
export interface KneePlan extends Limits {
  /** Arrivals per second of the first step. */
  readonly start: number;
  /** By what the rate grows from step to step until one is not carried. */
  readonly growth: number;
  /** The search ends when what is carried and what is not lie no further apart than this share. */
  readonly precision: number;
  /** No rate beyond is tried. */
  readonly ceiling: number;
  /** Steps after which the search ends with what it knows. */
  readonly mostSteps: number;
}

/** What to measure next, and what for. */
export interface NextStep {
  readonly kind: 'measure';
  readonly rate: number;
  readonly purpose: 'raise' | 'lower' | 'narrow' | 'repeat' | 'confirm';
}

/** The end of a search. */
export interface Knee {
  readonly kind: 'knee';
  /** The highest rate that was carried; undefined when none was. */
  readonly rate: number | undefined;
  /** Carried twice. */
  readonly confirmed: boolean;
  /** Whether it is the plan's ceiling, so that the knee may lie higher. */
  readonly atCeiling: boolean;
  /** Why the lowest rate beyond was not carried. */
  readonly limitedBy: readonly string[];
}

type Standing = 'carried' | 'undecided' | 'failed';

/**
 * The next step of the search, from the steps so far: up by a factor until a rate is not carried, then halving the gap,
 * then the winner once more. A near miss is tried again, and the second time decides.
 */
export function nextStep(plan: KneePlan, trials: readonly Trial[]): NextStep | Knee {
  const rates = [...new Set(trials.map(({ rate }) => rate))].sort((a, b) => a - b);
  const standing = (rate: number): Standing => standingOf(plan, trials, rate);
  const failing = rates.find((rate) => standing(rate) === 'failed');
  const carried = rates.findLast((rate) => standing(rate) === 'carried' && rate < (failing ?? Infinity));
  if (trials.length >= plan.mostSteps) return kneeAt(plan, trials, carried, failing);
  const undecided = rates.find((rate) => standing(rate) === 'undecided' && rate < (failing ?? Infinity));
  if (undecided !== undefined) return { kind: 'measure', rate: undecided, purpose: 'repeat' };
  const onward = failing === undefined ? upward(plan, carried) : between(plan, carried, failing);
  if (onward !== undefined) return onward;
  if (carried !== undefined && timesCarried(plan, trials, carried) < 2)
    return { kind: 'measure', rate: carried, purpose: 'confirm' };
  return kneeAt(plan, trials, carried, failing);
}

function standingOf(plan: KneePlan, trials: readonly Trial[], rate: number): Standing {
  const verdicts = trials.filter((trial) => trial.rate === rate).map((trial) => judge(trial, plan).verdict);
  if (verdicts.includes('failed')) return 'failed';
  const near = verdicts.filter((verdict) => verdict === 'near').length;
  if (near >= 2) return 'failed';
  return near === 1 && verdicts.length === 1 ? 'undecided' : 'carried';
}

function timesCarried(plan: KneePlan, trials: readonly Trial[], wanted: number): number {
  return trials.filter((trial) => trial.rate === wanted && judge(trial, plan).verdict === 'carried').length;
}

function upward(plan: KneePlan, carried: number | undefined): NextStep | undefined {
  const wanted = carried === undefined ? plan.start : tidy(carried * plan.growth, carried);
  const rate = Math.min(wanted, plan.ceiling);
  return carried === undefined || rate > carried ? { kind: 'measure', rate, purpose: 'raise' } : undefined;
}

function between(plan: KneePlan, carried: number | undefined, failing: number): NextStep | undefined {
  if (carried === undefined) {
    const rate = Math.max(1, Math.floor(failing / plan.growth));
    return rate < failing ? { kind: 'measure', rate, purpose: 'lower' } : undefined;
  }
  if (failing - carried <= Math.max(1, carried * plan.precision)) return undefined;
  const rate = tidy((carried + failing) / 2, carried);
  return rate > carried && rate < failing ? { kind: 'measure', rate, purpose: 'narrow' } : undefined;
}

/** Whole rates; from 50 on in fives, as nobody reads more into a figure. Always above `floor`. */
function tidy(rate: number, floor: number): number {
  const grain = rate >= 50 ? 5 : 1;
  const rounded = Math.round(rate / grain) * grain;
  return rounded > floor ? rounded : Math.floor(floor) + 1;
}

function kneeAt(
  plan: KneePlan,
  trials: readonly Trial[],
  carried: number | undefined,
  failing: number | undefined,
): Knee {
  const beyond = trials.filter(({ rate }) => rate === failing);
  return {
    kind: 'knee',
    rate: carried,
    confirmed: carried !== undefined && timesCarried(plan, trials, carried) > 1,
    atCeiling: failing === undefined && carried !== undefined && carried >= plan.ceiling,
    limitedBy: beyond.map((trial) => judge(trial, plan).reasons).findLast(({ length }) => length > 0) ?? [],
  };
}
