/**
 * Password spray: each managed user is tried with the same few passwords, TRIES 2 of them, at RATE 50 a second, for at
 * most DURATION 10m. Nobody may get in, every attempt must be answered, and so few tries must lock nobody out.
 */
import { constant, turn } from './lib/arrivals.ts';
import { number, seconds, whole } from './lib/knobs.ts';
import { counted, optionsOf, signInThresholds } from './lib/options.ts';
import { WRONG_PASSWORD } from './lib/outcome.ts';
import { signIn } from './lib/sign-in.ts';
import { nth, peopleOf } from './lib/target.ts';

const people = peopleOf('managed');
const rate = number('RATE', 50, 0.1);
const tries = whole('TRIES', 2, 1);
const duration = Math.min(seconds('DURATION', '10m'), (people.length * tries) / rate);

/** What people choose who must change every season. */
const WORDS = ['Spring', 'Summer', 'Autumn', 'Winter', 'Welcome', 'Password', 'Contoso', 'Monday'];

export const options = optionsOf(
  { spray: constant(rate, duration) },
  {
    ...signInThresholds(['managed']),
    ...counted(['ok', '50053'], 'count==0'),
    ...counted(['50126'], 'count>0'),
  },
);

export default function spray(): void {
  const index = turn();
  const who = nth(people, index);
  const attempt = Math.floor(index / people.length);
  const password = `${nth(WORDS, attempt)}${2026 - Math.floor(attempt / WORDS.length)}!`;
  signIn({ upn: who.upn, password }, { flow: 'managed', expected: WRONG_PASSWORD });
}
