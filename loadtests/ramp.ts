/**
 * Stairs up to the knee: FROM 10, TO 200 sign-ins a second in STEPS 5 of STEP 10s. Each step has its own latency and its
 * own limit; the first that crosses it ends the run, so what was carried is the step before.
 */
import { staged, stageNow, turn, type Stage } from './lib/arrivals.ts';
import { number, seconds, whole } from './lib/knobs.ts';
import { LIMIT_MS, optionsOf, signInThresholds, type Thresholds } from './lib/options.ts';
import { signIn } from './lib/sign-in.ts';
import { nth, peopleOf } from './lib/target.ts';

/** A rate is held between steps of this length, in which it moves to the next. */
const RISE_SECONDS = 0.1;

const from = number('FROM', 10, 1);
const to = number('TO', 200, from);
const steps = whole('STEPS', 5, 2);
const hold = seconds('STEP', '10s');
const people = peopleOf('managed');

const rates = Array.from({ length: steps }, (_, index) =>
  Math.round(from + ((to - from) * index) / (steps - 1)),
);
const stages = rates.flatMap((rate): Stage[] => [
  { rate, seconds: RISE_SECONDS, name: nameOf(rate) },
  { rate, seconds: hold, name: nameOf(rate) },
]);

export const options = optionsOf(
  { ramp: staged(from, stages) },
  { ...signInThresholds(['managed']), ...limits() },
);

export default function ramp(): void {
  const step = stageNow(stages)?.name ?? '';
  signIn(nth(people, turn()), { flow: 'managed', tags: { step } });
}

function limits(): Thresholds {
  const limit = { threshold: `p(95)<${LIMIT_MS}`, abortOnFail: true, delayAbortEval: '1s' };
  return Object.fromEntries(rates.map((rate) => [`sign_in_duration{step:${nameOf(rate)}}`, [limit]]));
}

/** Of equal length, so that a summary lists the steps in their order. */
function nameOf(rate: number): string {
  return `${String(rate).padStart(5, '0')}/s`;
}
