/** Sign-ins at one rate. RATE 30, DURATION 30s, FLOW managed|federated|cloudOnly|activeSync. */
import { constant, turn } from './lib/arrivals.ts';
import { choice, number, seconds } from './lib/knobs.ts';
import { optionsOf, signInThresholds } from './lib/options.ts';
import { PEOPLE_OF, signIn } from './lib/sign-in.ts';
import { nth, peopleOf } from './lib/target.ts';

const flow = choice('FLOW', ['managed', 'federated', 'cloudOnly', 'activeSync']);
const people = peopleOf(PEOPLE_OF[flow]);

export const options = optionsOf(
  { steady: constant(number('RATE', 30, 0.1), seconds('DURATION', '30s')) },
  signInThresholds([flow]),
);

export default function steady(): void {
  signIn(nth(people, turn()), { flow });
}
