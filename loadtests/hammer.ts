/**
 * One user hammered with ever new passwords at RATE 20 a second for DURATION 20s, while everybody else signs in at
 * BYSTANDERS 5 a second. The cloud must lock the one out, and the others must not notice.
 */
import { constant, turn } from './lib/arrivals.ts';
import { number, seconds } from './lib/knobs.ts';
import { counted, LIMIT_MS, optionsOf, signInThresholds } from './lib/options.ts';
import { signIn } from './lib/sign-in.ts';
import { nth, peopleOf } from './lib/target.ts';

const [victim, ...others] = peopleOf('managed');
if (victim === undefined || others.length === 0) throw new Error('the lab needs two managed users or more');
const duration = seconds('DURATION', '20s');

export const options = optionsOf(
  {
    attacker: constant(number('RATE', 20, 0.1), duration, { exec: 'attack' }),
    bystanders: constant(number('BYSTANDERS', 5, 0.1), duration, { exec: 'goAboutOnesBusiness' }),
  },
  {
    ...signInThresholds(['managed']),
    ...counted(['50126']),
    ...counted(['50053'], 'count>0'),
    'sign_ins{role:bystander}': ['count>0'],
    'sign_ins_failed{role:bystander}': ['count==0'],
    'sign_in_duration{role:bystander}': [`p(95)<${LIMIT_MS}`],
  },
);

export function attack(): void {
  const guess = { upn: victim?.upn ?? '', password: `guess ${turn()} of many` };
  signIn(guess, { flow: 'managed', expected: ['50126', '50053'], tags: { role: 'attacker' } });
}

export function goAboutOnesBusiness(): void {
  signIn(nth(others, turn()), { flow: 'managed', tags: { role: 'bystander' } });
}
