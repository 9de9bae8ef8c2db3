import { expect, test } from 'vitest';
import { SignInLog, type SignInEntry } from './sign-in-log.ts';

const entry = (errorCode: number, agentMachine?: string): Omit<SignInEntry, 'number'> => ({
  id: 'an id',
  at: 0,
  upn: 'ada@contoso.com',
  client: 'oauth',
  correlationId: 'a correlation id',
  errorCode,
  ...(agentMachine === undefined ? {} : { agentMachine }),
});

test('counts go on where the log forgets', () => {
  const log = new SignInLog();
  for (let nth = 0; nth < 13_000; nth++)
    log.add(entry(nth % 2 === 0 ? 0 : 50_126, nth % 3 === 0 ? undefined : 'AGENT1'));
  expect(log.size).toBeLessThan(13_000);
  expect(log.counts()).toEqual({
    signIns: 13_000,
    byCode: { '0': 6_500, '50126': 6_500 },
    byAgent: { AGENT1: 8_666 },
  });
});

test('an agent may bear any name', () => {
  const log = new SignInLog();
  log.add(entry(0, '__proto__'));
  expect(Object.entries(log.counts().byAgent)).toEqual([['__proto__', 1]]);
});
