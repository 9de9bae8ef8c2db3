import { expect, test } from 'vitest';
import { ReplayMemory } from './replay.ts';

test('an assertion is admitted once per issuer until it would have expired', () => {
  const memory = new ReplayMemory();
  expect(memory.admit('a', '1', 100, 0)).toBe(true);
  expect(memory.admit('a', '1', 100, 99)).toBe(false);
  expect(memory.admit('b', '1', 100, 99)).toBe(true);
  expect(memory.admit('a', '1', 200, 100)).toBe(true);
});

test('a full memory lets the expired go, and refuses the new when none has', () => {
  const memory = new ReplayMemory(2);
  memory.admit('a', '1', 100, 0);
  memory.admit('a', '2', 200, 0);
  expect(memory.admit('a', '3', 300, 50)).toBe(false);
  expect(memory.admit('a', '3', 300, 100)).toBe(true);
  expect(memory.admit('a', '2', 200, 150)).toBe(false);
});
