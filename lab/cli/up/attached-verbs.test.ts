import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { serveControl } from '../../control/control.ts';
import { startControlServer, type StartedControlServer } from '../../control/http-server.ts';
import { LabDownError } from '../../desk/errors.ts';
import { labContract } from '../../desk/lab-control.ts';
import { carryOut } from '../carry-out.ts';

const TOKEN = 'a-token-of-some-length';
const WRONG = 'another-token-of-some-length';
const MADE_UP = { password: 'Made-Up-1' };
const clock = { now: '2026-01-05T08:00:00.000Z', mode: 'flowing' as const };
const down = (): never => {
  throw new LabDownError('the estate is between two labs; ask again in a moment');
};
const desk = serveControl('lab', labContract, {
  environment: down,
  status: down,
  directory: ({ user }) => ({
    ...{ domain: 'corp.contoso.com', netbios: 'CORP', base: 'DC=corp,DC=contoso,DC=com', trust: 'PEM' },
    domainControllers: [
      {
        ...{ name: 'DC1', dnsName: 'dc1.corp.contoso.com', gc: null, gcs: null },
        ...{ ldap: 'ldap://127.0.0.1:1389', ldaps: 'ldaps://127.0.0.1:1636' },
      },
    ],
    account:
      user === undefined
        ? null
        : {
            ...{ sam: user, upn: '', dn: `CN=${user},CN=Users` },
            ...(user === 'mallory' ? { password: null, unknown: 'it was changed over LDAP' } : MADE_UP),
          },
  }),
  signIn: ({ upn }) => ({ outcome: `success of ${upn}`, correlationId: 'c1', labMs: 12 }),
  trace: ({ correlationId }) => ({ text: `Correlation ${correlationId}`, known: [] }),
  clockShow: () => clock,
  clockFreeze: () => ({ ...clock, mode: 'frozen' as const }),
  clockFlow: () => clock,
  clockAdvance: ({ ms }) => ({ ...clock, fired: ms / 1_000 }),
  stop: down,
});

const cwd = mkdtempSync(join(tmpdir(), 'attached-'));
let server: StartedControlServer;
let said: string[];
beforeAll(async () => {
  writeFileSync(join(cwd, 'token'), TOKEN);
  writeFileSync(join(cwd, 'wrong'), WRONG);
  server = await startControlServer(() => new Map([['lab', desk]]), TOKEN);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(cwd, { recursive: true });
});
beforeEach(() => {
  said = [];
});

function type(...args: string[]): Promise<number> {
  const note = (line: string): void => void said.push(line);
  const terminal = { isTerminal: false, say: note, complain: note, live: () => undefined };
  return carryOut(args, { cwd, terminal, exit: () => undefined, version: '0.0.0' });
}

const at = (token: 'token' | 'wrong' = 'token'): string[] => [
  '--attach',
  server.url,
  '--token-file',
  join(cwd, token),
];

test.each([
  [['trace', 'c1'], 'Correlation c1'],
  [['clock'], '2026-01-05T08:00:00.000Z flowing'],
  [['clock', 'freeze'], '2026-01-05T08:00:00.000Z frozen'],
  [['clock', 'advance', '7s'], '7 timers fired'],
])('%j asks the estate', async (args, text) => {
  expect(await type(...args, ...at())).toBe(0);
  expect(said.join('\n')).toContain(text);
});

test('the options of clock may stand before its verb', async () => {
  expect(await type('clock', ...at(), 'advance', '1s')).toBe(0);
  expect(said.join('\n')).toContain('1 timer fired');
});

test('a sign-in tells how to trace it there', async () => {
  await type('signin', 'ada@contoso.com', ...at());
  expect(said).toEqual([
    'success of ada@contoso.com  (12 ms of lab time)',
    `  ptalab trace c1 --attach ${server.url}`,
  ]);
});

test.each([
  [[], ['domain  corp.contoso.com (CORP)', 'ldaps://127.0.0.1:1636']],
  [['eve'], ['DN        CN=eve,CN=Users', 'password  Made-Up-1']],
  [
    ['eve', '--env'],
    ["export LDAPURI='ldaps://127.0.0.1:1636'", "export LDAPBINDDN='CN=eve,CN=Users'", 'LDAPTLS_CACERT='],
  ],
  [['--trust'], ['PEM']],
])('directory %j tells a directory tool what it needs', async (args, texts) => {
  expect(await type('directory', ...args, ...at())).toBe(0);
  for (const text of texts) expect(said.join('\n')).toContain(text);
  if (args.includes('--env')) expect(said.join('\n')).not.toContain('Made-Up-1');
});

test('a password that the lab does not know is no password, and never an empty line', async () => {
  expect(await type('directory', 'mallory', ...at())).toBe(0);
  expect(said.join()).toContain('password  – (it was changed over LDAP)');
  said = [];
  expect(await type('directory', 'mallory', '--password', ...at())).toBe(1);
  expect(said).toEqual(['ptalab: it was changed over LDAP']);
});

test('a password is an account’s', async () => {
  expect(await type('directory', '--password', ...at())).toBe(2);
  expect(said.join()).toContain('name the user');
});

test('an estate between two labs has none', async () => {
  expect(await type('status', ...at())).toBe(3);
  expect(said).toEqual(['ptalab: no lab is up: the estate is between two labs; ask again in a moment']);
});

test('an estate that refuses the token, or is not there, is told with its address alone', async () => {
  expect(await type('status', ...at('wrong'))).toBe(3);
  expect(said.join()).toContain(`no estate answers at ${server.url} (it refuses the token)`);
  expect(await type('status', '--attach', 'http://127.0.0.1:1', '--token-file', join(cwd, 'wrong'))).toBe(3);
  expect(said.join()).toContain('no estate answers at http://127.0.0.1:1 (');
  expect(said.join()).not.toContain(WRONG);
});

test.each([
  [
    ['down', '--attach', 'http://127.0.0.1:1'],
    'an estate that stands ends where it was raised: `docker-compose down',
  ],
  [['status', '--token-file', 'x'], 'add --attach <url>'],
  [['signin', 'a@b', '--attach', 'here'], '--attach takes the address of a standing estate'],
])('%j is refused', async (args, message) => {
  expect(await type(...args)).toBe(2);
  expect(said.join('\n')).toContain(message);
});
