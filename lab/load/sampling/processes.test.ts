import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { readCpu } from './processes.ts';

test('this process has used some, and one that is not there is left out', async () => {
  const read = await readCpu([
    { component: 'own', pid: process.pid },
    { component: 'nobody', pid: 2 ** 22 + 1 },
  ]);
  expect(read).toMatchObject([{ component: 'own', pid: process.pid }]);
  expect(read[0]?.ms).toBeGreaterThan(0);
});

test.runIf(process.platform === 'linux')(
  'what a process started counts as its own (Linux alone: it is read from /proc)',
  async () => {
    const child = spawn('/bin/sh', ['-c', 'sleep 60 & echo begun; wait'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    });
    const { pid = 0 } = child;
    try {
      await once(child.stdout, 'data');
      const read = await readCpu([{ component: 'AGENT1', pid }]);
      expect(read.map(({ component }) => component)).toEqual(['AGENT1', 'AGENT1']);
      expect(new Set(read.map((one) => one.pid)).size).toBe(2);
    } finally {
      process.kill(-pid, 'SIGKILL');
    }
  },
);
