import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ControlTransport } from '../../control/control.ts';
import { startControlServer } from '../../control/http-server.ts';
import { NoLabError, VerbFailedError } from '../errors.ts';
import { writeLabFile } from './lab-file.ts';
import { askLab } from './reach-lab.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reach-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const TOKEN = 'a token of some length';

/** What a verb reports when the lab refuses with this. */
async function reported(code: string, message: string): Promise<unknown> {
  const lab: ControlTransport = (method) =>
    Promise.resolve({ error: { component: 'lab', method, code, message } });
  await using server = await startControlServer(() => new Map([['lab', lab]]), TOKEN);
  writeLabFile(folder, { url: server.url, token: TOKEN, pid: process.pid });
  return await askLab({ cwd: folder }, (control) => control.clockShow({})).catch((error: unknown) => error);
}

test.each([
  ['PTALAB_CLOCK_STALL', 'AGENT1 did not settle', 'AGENT1 did not settle'],
  ['PTALAB_CONTROL_INPUT', 'lab.clockShow: too small', 'too small'],
  ['PTALAB_CONTROL_FAILED', 'lab.clockShow failed: no memory', 'no memory'],
])('a verb reports %s without the name of the control interface', async (code, message, told) => {
  expect(await reported(code, message)).toEqual(new VerbFailedError(told));
});

test('a lab that refuses the token is none', async () => {
  await using server = await startControlServer(() => new Map(), TOKEN);
  writeLabFile(folder, { url: server.url, token: 'that of another lab', pid: process.pid });
  const asked = askLab({ cwd: folder }, (control) => control.clockShow({}));
  await expect(asked).rejects.toThrow(NoLabError);
});
