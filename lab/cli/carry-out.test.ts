import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { carryOut } from './carry-out.ts';

let cwd = '';
let said: string[] = [];
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'ptalab-cli-'));
  said = [];
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function type(...args: string[]): Promise<number> {
  const note = (line: string): void => void said.push(line);
  const terminal = { isTerminal: false, say: note, complain: note, live: () => undefined };
  return carryOut(args, { cwd, terminal, exit: () => undefined, version: '0.0.0' });
}

test.each([
  [['statsu'], 2, 'Did you mean status?'],
  [['run', '--tgas', '@x'], 2, 'Did you mean --tags?'],
  [['run', '--shard', '3/2'], 2, '--shard takes i/n'],
  [['run'], 2, 'there is no feature file at features'],
  [['clock', 'advance', 'soon'], 2, 'clock advance takes a duration'],
  [['clock', 'advance', '-5m'], 2, 'lab time moves forward only'],
  [['clock', 'advnace'], 2, 'did you mean advance? It takes show, freeze, flow, advance'],
  [['clock', 'advance'], 2, "missing required argument 'duration'"],
  [['signin', 'a@b', '--client', 'fax'], 2, 'Allowed choices are oauth, browser, phone'],
  [['signin', 'a@b', '--password', 'x', '--password-stdin'], 2, 'cannot be used with'],
  [['trace'], 2, "missing required argument 'correlation-id'"],
  [['down', 'now'], 2, 'too many arguments'],
  [[], 2, 'Usage: ptalab'],
  [['status'], 3, 'no lab is up'],
  [['down'], 3, 'start one with `ptalab up`'],
  [['clock'], 3, 'no lab is up'],
  [['run', '--list', '--dry-run'], 2, "cannot be used with option '--list'"],
  [['run', '--launcher', 'dokcer'], 2, 'did you mean docker?'],
  [['up', '--launcher', 'proces'], 2, 'did you mean process?'],
  [['up', '--attach', 'http://127.0.0.1:1', '--launcher', 'docker'], 2, 'exclude each other'],
  [['run', '--agent-image', 'x/agent', '--launcher', 'process'], 2, '--agent-image needs --launcher docker'],
  [['steps'], 2, 'there is no feature file at features'],
  [['doctor', '--for', 'laod'], 2, 'Allowed choices are run, docker, load'],
  [['--help'], 0, 'run this folder'],
  [['run', '--help'], 0, 'Exit codes: 0 passed'],
  [['--version'], 0, '0.0.0'],
])('ptalab %j ends with %d', async (args, code, message) => {
  expect(await type(...args)).toBe(code);
  expect(said.join('\n')).toContain(message);
});
