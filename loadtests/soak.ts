/** A modest rate for long: RATE 20, DURATION 30m. The last tenth is held to the same limit as the first. */
import { constant, secondsNow, turn } from './lib/arrivals.ts';
import { number, seconds } from './lib/knobs.ts';
import { LIMIT_MS, optionsOf, signInThresholds } from './lib/options.ts';
import { signIn } from './lib/sign-in.ts';
import { nth, peopleOf } from './lib/target.ts';

const duration = seconds('DURATION', '30m');
const people = peopleOf('managed');

export const options = optionsOf(
  { soak: constant(number('RATE', 20, 0.1), duration) },
  {
    ...signInThresholds(['managed']),
    'sign_in_duration{part:first}': [`p(95)<${LIMIT_MS}`],
    'sign_in_duration{part:last}': [`p(95)<${LIMIT_MS}`],
  },
);

export default function soak(): void {
  signIn(nth(people, turn()), { flow: 'managed', tags: { part: partOf(secondsNow() / duration) } });
}

function partOf(share: number): string {
  if (share < 0.1) return 'first';
  return share < 0.9 ? 'middle' : 'last';
}
