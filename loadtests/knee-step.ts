/**
 * One step of a knee search: managed sign-ins at RATE 50 for DURATION 5s. WARM_UP 2s of the same rate goes before and is
 * not counted, since each client's first connection costs what no later sign-in does.
 */
import { secondsNow, staged, turn } from './lib/arrivals.ts';
import { number, seconds } from './lib/knobs.ts';
import { optionsOf, signInThresholds } from './lib/options.ts';
import { signIn, warmUp } from './lib/sign-in.ts';
import { nth, peopleOf } from './lib/target.ts';

const rate = number('RATE', 50, 1);
const warmUpSeconds = seconds('WARM_UP', '2s');
const people = peopleOf('managed');

export const options = optionsOf(
  {
    step: staged(Math.max(1, rate / 4), [
      { name: 'warm-up', rate, seconds: warmUpSeconds },
      { name: 'measured', rate, seconds: seconds('DURATION', '5s') },
    ]),
  },
  signInThresholds(['managed']),
);

export default function kneeStep(): void {
  const who = nth(people, turn());
  if (secondsNow() < warmUpSeconds) warmUp(who, 'managed');
  else signIn(who, { flow: 'managed' });
}
