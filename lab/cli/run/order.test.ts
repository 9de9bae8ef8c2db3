import { expect, test } from 'vitest';
import { UsageError } from '../errors.ts';
import { readOrder, type RunOptions } from './order.ts';

const LIMITS: RunOptions = { scenarioLimit: '60s', runLimit: '15m' };

test('what was typed becomes an order', () => {
  const order = readOrder(['features'], {
    ...LIMITS,
    seed: 'abc',
    shard: '2/3',
    parallel: '3',
    tags: '@migration',
  });
  expect(order).toMatchObject({
    seed: 'abc',
    shard: '2/3',
    parallel: 3,
    scenarioLimitMs: 60_000,
    runLimitMs: 900_000,
  });
});

test('without a seed each run has another', () => {
  expect(readOrder([], LIMITS).seed).not.toBe(readOrder([], LIMITS).seed);
});

test.each([
  ['--shard', { shard: '0/3' }],
  ['--shard', { shard: '4/3' }],
  ['--shard', { shard: 'one' }],
  ['--shard', { shard: '1/3; rm' }],
  ['--parallel', { parallel: '0' }],
  ['--parallel', { parallel: '1.5' }],
  ['--parallel', { parallel: 'many' }],
  ['--seed', { seed: '../up' }],
  ['--seed', { seed: '' }],
  ['--name', { name: '(' }],
  ['--scenario-limit', { scenarioLimit: 'soon' }],
  ['--run-limit', { runLimit: '0s' }],
])('a wrong %s is refused by name: %j', (option, typed) => {
  const refused = (): unknown => readOrder([], { ...LIMITS, ...typed });
  expect(refused).toThrow(UsageError);
  expect(refused).toThrow(option);
});
