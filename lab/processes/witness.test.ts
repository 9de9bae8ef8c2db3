import { afterEach, expect, test } from 'vitest';
import { Sweeper } from '../containers/sweeper.ts';
import { Janitor } from './janitor.ts';

const { execPath } = process;
afterEach(() => {
  process.execPath = execPath;
});

test.each([
  ['the janitor', () => new Janitor()],
  ['the sweeper', () => new Sweeper('a-lab')],
] as const)('%s that cannot be started is one error that names it', async (name, start) => {
  process.execPath = '/nowhere/node';
  expect(start).toThrow(
    expect.objectContaining({ code: 'PTALAB_WITNESS_START', message: expect.stringContaining(name) }),
  );
  // What Node says of it later is no uncaught exception, which would fail this run.
  await new Promise((done) => setImmediate(done));
});
