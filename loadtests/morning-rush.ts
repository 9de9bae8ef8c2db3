/**
 * Everybody arrives: from FROM 2 up to RATE 40 a second at the middle of DURATION 60s and down again, by every way there
 * is (weights MANAGED 60, FEDERATED 15, CLOUD_ONLY 5, ACTIVE_SYNC 20), MISTYPES 2 in a hundred with a wrong password.
 */
import { chanceOf, weighted } from './lib/chance.ts';
import { staged, turn, type Stage } from './lib/arrivals.ts';
import { number, seconds } from './lib/knobs.ts';
import { counted, optionsOf, signInThresholds } from './lib/options.ts';
import { OK, WRONG_PASSWORD, type Flow } from './lib/outcome.ts';
import { PEOPLE_OF, signIn } from './lib/sign-in.ts';
import { nth, peopleOf, target } from './lib/target.ts';

const weights: readonly (readonly [Flow, number])[] = [
  ['managed', number('MANAGED', 60)],
  ['federated', number('FEDERATED', 15)],
  ['cloudOnly', number('CLOUD_ONLY', 5)],
  ['activeSync', number('ACTIVE_SYNC', 20)],
];
const flows = weights.flatMap(([flow, weight]) => (weight > 0 ? [flow] : []));
const people = Object.fromEntries(flows.map((flow) => [flow, peopleOf(PEOPLE_OF[flow])]));

const from = number('FROM', 2);
const peak = number('RATE', 40, 1);
const duration = seconds('DURATION', '60s');
const mistypes = number('MISTYPES', 2) / 100;

/** Half a period of a sine in ten straight pieces: slow, steep, and slow again at the top. */
const PIECES = 10;
const stages = Array.from({ length: PIECES }, (_, index): Stage => {
  const height = Math.sin((Math.PI * (index + 1)) / PIECES);
  return { rate: from + (peak - from) * height, seconds: duration / PIECES, name: String(index) };
});

export const options = optionsOf(
  { rush: staged(from, stages) },
  { ...signInThresholds(flows), ...counted(['ok', '50126', 'adfs-refused', 'basic-refused']) },
);

export default function rush(): void {
  const index = turn();
  const flow = weighted(weights, chanceOf(`${target.seed} flow`, index));
  const who = nth(people[flow] ?? [], index);
  if (chanceOf(`${target.seed} mistype`, index) >= mistypes) signIn(who, { flow, expected: OK });
  else
    signIn({ upn: who.upn, password: `${who.password.slice(0, -1)}~` }, { flow, expected: WRONG_PASSWORD });
}
