import { expect, test } from 'vitest';
import { endSession } from './end-session.ts';

test('what does not stop is told, so that the host ends instead of serving another lab beside it', async () => {
  const stuck = { [Symbol.asyncDispose]: () => new Promise<void>(() => undefined) };
  await expect(endSession('forest', stuck, 5)).rejects.toMatchObject({
    code: 'PTALAB_HOST_STUCK',
    message: expect.stringContaining('what ran on forest has not stopped'),
  });
});

test('what stops is waited for, and what fails to is told', async () => {
  const log: string[] = [];
  const stack = new AsyncDisposableStack();
  stack.defer(async () => {
    await Promise.resolve();
    log.push('stopped');
  });
  await endSession('forest', stack);
  expect(log).toEqual(['stopped']);
  const failing = { [Symbol.asyncDispose]: () => Promise.reject(new Error('the port is gone')) };
  await expect(endSession('forest', failing)).rejects.toThrow('the port is gone');
});
