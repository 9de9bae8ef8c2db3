/** A sudden crowd: RATE 10 for BEFORE 10s, PEAK 100 for DURATION 10s, RATE again for AFTER 10s, in which it must recover. */
import { staged, stageNow, turn, type Stage } from './lib/arrivals.ts';
import { number, seconds } from './lib/knobs.ts';
import { LIMIT_MS, optionsOf, signInThresholds } from './lib/options.ts';
import { signIn } from './lib/sign-in.ts';
import { nth, peopleOf } from './lib/target.ts';

const EDGE_SECONDS = 0.2;

const rate = number('RATE', 10, 1);
const peak = number('PEAK', 100, rate);
/** Milliseconds for 95 of 100 sign-ins while the crowd is there. */
const peakLimit = number('THRESHOLD_PEAK_P95_MS', LIMIT_MS * 3, 1);
const people = peopleOf('managed');

const stages: readonly Stage[] = [
  { name: 'before', rate, seconds: seconds('BEFORE', '10s') },
  { name: 'peak', rate: peak, seconds: EDGE_SECONDS },
  { name: 'peak', rate: peak, seconds: seconds('DURATION', '10s') },
  { name: 'peak', rate, seconds: EDGE_SECONDS },
  { name: 'after', rate, seconds: seconds('AFTER', '10s') },
];

export const options = optionsOf(
  { spike: staged(rate, stages) },
  {
    ...signInThresholds(['managed'], peakLimit),
    'sign_in_duration{phase:before}': [`p(95)<${LIMIT_MS}`],
    'sign_in_duration{phase:after}': [`p(95)<${LIMIT_MS}`],
  },
);

export default function spike(): void {
  const phase = stageNow(stages)?.name ?? 'after';
  signIn(nth(people, turn()), { flow: 'managed', tags: { phase } });
}
