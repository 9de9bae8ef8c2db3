import { afterAll, expect, test } from 'vitest';
import { Judge } from './judge-table.ts';
import { loadCases } from './table/load.ts';
import { GOOD } from './verdict.ts';
import { openSimulated } from './worlds/simulated.ts';

const simulated = openSimulated();
afterAll(() => simulated[Symbol.asyncDispose]());
const judge = new Judge(simulated);

test.concurrent.for(loadCases())(
  '$id: as a real domain controller was recorded',
  async (wanted, { skip }) => {
    const { verdict, because } = await judge.row(wanted);
    expect(GOOD, `${verdict}: ${because}`).toContain(verdict);
    if (verdict === 'pending') skip(`pending: ${because}`);
  },
);
