import { expect, test } from 'vitest';
import { createChance } from '../../chance/chance.ts';
import { readRequest } from '../read-request.ts';
import { outcome } from '../testing.ts';
import { readCorpus } from './corpus.ts';
import { mutate } from './mutate.ts';
import { play } from './play.ts';

const corpus = readCorpus();
const samples = corpus.map(({ bytes }) => bytes);

test.each(corpus)('$name is read or refused', ({ bytes }) => {
  expect(outcome(() => readRequest(bytes))).toBeDefined();
});

test('the corpus has a sample of every request', () => {
  const kinds = samples.map((bytes) => outcome(() => readRequest(bytes).operation.kind));
  expect(new Set(kinds)).toEqual(
    new Set([
      'bind',
      'search',
      'add',
      'modify',
      'modifyDn',
      'delete',
      'compare',
      'extended',
      'abandon',
      'unbind',
      'refused',
    ]),
  );
});

test('mutated messages are read or refused', () => {
  const chance = createChance('mutated messages');
  let refused = 0;
  for (let run = 0; run < 6_000; run++) {
    const [one, other] = [samples[run % samples.length], samples[chance.below(samples.length)]];
    if (one === undefined || other === undefined) continue;
    if (outcome(() => readRequest(mutate(one, chance, other))) === 'refused') refused++;
  }
  expect(refused).toBeGreaterThan(3_000);
  expect(refused).toBeLessThan(6_000);
});

test('a server outlives any peer', { timeout: 60_000 }, async () => {
  for (let run = 0; run < 1_000; run++) await play(`peer ${run}`, samples);
});
