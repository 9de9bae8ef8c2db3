import { DEFAULT_PLAN, type AttackPlan } from '../../lockout-advice/index.ts';
import { UsageError } from '../errors.ts';
import { readWhole } from '../load/numbers.ts';
import { readSpan } from './durations.ts';

/** What was typed of the attacks. */
export interface PlanOptions {
  readonly guesses?: string;
  readonly guessEvery?: string;
  readonly phoneEvery?: string;
  readonly directEvery?: string;
  readonly for?: string;
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const MOST_GUESSES = 2_000;
/** Tries of one device: more tell nothing more. */
const MOST_TRIES = 5_000;

/** Throws UsageError. */
export function readPlan(options: PlanOptions): AttackPlan {
  const { guesses, guessEvery, phoneEvery, directEvery, for: lasts } = options;
  const span = (name: string, text: string | undefined, usual: number, most = DAY): number =>
    text === undefined ? usual : readSpan(name, text, 1_000, most);
  const plan = {
    guesses: guesses === undefined ? DEFAULT_PLAN.guesses : readWhole('--guesses', guesses, 1, MOST_GUESSES),
    guessEveryMs: span('--guess-every', guessEvery, DEFAULT_PLAN.guessEveryMs),
    phoneEveryMs: span('--phone-every', phoneEvery, DEFAULT_PLAN.phoneEveryMs),
    directEveryMs: span('--direct-every', directEvery, DEFAULT_PLAN.directEveryMs),
    lastsMs: span('--for', lasts, DEFAULT_PLAN.lastsMs, 7 * DAY),
  };
  const most = plan.lastsMs / Math.min(plan.phoneEveryMs, plan.directEveryMs);
  if (most > MOST_TRIES)
    throw new UsageError(
      `--for is too long for tries that often: ${Math.floor(most)} of one device, where ${MOST_TRIES} are the most`,
    );
  return plan;
}
