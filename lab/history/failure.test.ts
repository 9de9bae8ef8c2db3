import { expect, test } from 'vitest';
import { DeadlineError } from '../clock/deadline.ts';
import { failureFacts } from './failure.ts';

test.each([
  ['an error of the lab keeps its code', new DeadlineError('the answer', 1_000), 'PTALAB_DEADLINE'],
  [
    'what Node says is a race',
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:40123'), { code: 'ECONNREFUSED' }),
    'system',
  ],
  ['a mistake is known by its class', new TypeError('x is not a function'), 'TypeError'],
  ['something thrown that is no error', 'gone', 'unknown'],
])('%s, and its text is volatile', (_what, error, code) => {
  const { data, volatile } = failureFacts(error);
  expect(data).toEqual({ code });
  expect(volatile.reason).toBe(error instanceof Error ? error.message : error);
});
