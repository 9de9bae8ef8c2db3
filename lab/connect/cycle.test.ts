import { expect, test } from 'vitest';
import type { Person, SyncedUser } from './core/person.ts';
import { CloudUnreachableError } from './errors.ts';
import { runCycle, type CyclePorts } from './cycle.ts';
import type { ConnectState } from './state.ts';

const scope = { baseDn: 'DC=corp,DC=contoso,DC=com', organizationalUnits: ['Staff'] };

function person(name: string, unit = 'OU=Staff'): Person {
  return {
    dn: `CN=${name},${unit},${scope.baseDn}`,
    objectGuid: Buffer.from(name.padEnd(16)),
    samAccountName: name,
    userPrincipalName: `${name}@contoso.com`,
    displayName: name,
    userAccountControl: 0x200,
  };
}

function bench(role: ConnectState['role'], people: Person[]) {
  const sent: SyncedUser[][] = [];
  const kinds: string[] = [];
  const state: ConnectState = { role, method: undefined, lastCycleAt: undefined, exported: new Map() };
  const ports: CyclePorts = {
    now: () => 1_000,
    importPeople: () => Promise.resolve(people),
    exportUsers: (users, _id, answered) => {
      sent.push([...users]);
      answered(users, []);
      return Promise.resolve();
    },
    record: (kind) => kinds.push(kind),
  };
  return { state, ports, sent, kinds, people, run: () => runCycle(ports, state, scope, 'cycle') };
}

test('a primary exports what is in scope once, then only changes', async () => {
  const { run, sent, kinds, people, state } = bench('primary', [person('ada'), person('svc', 'CN=Users')]);
  expect(await run()).toEqual({ imported: 2, exported: 1, staged: 0 });
  expect(await run()).toEqual({ imported: 2, exported: 0, staged: 0 });
  people.push(person('bo'));
  expect(await run()).toEqual({ imported: 3, exported: 1, staged: 0 });
  expect(sent.map((users) => users.map((user) => user.displayName))).toEqual([['ada'], ['bo']]);
  expect(kinds.slice(0, 3)).toEqual(['sync.started', 'sync.imported', 'sync.exported']);
  expect(state).toMatchObject({ lastCycleAt: 1_000 });
});

test('a staging server exports nothing, until it becomes the primary', async () => {
  const { run, sent, kinds, state } = bench('staging', [person('ada')]);
  expect(await run()).toEqual({ imported: 1, exported: 0, staged: 1 });
  expect(sent).toEqual([]);
  expect(kinds).toEqual(['sync.started', 'sync.imported', 'sync.staged']);
  state.role = 'primary';
  expect(await run()).toEqual({ imported: 1, exported: 1, staged: 0 });
});

test('a failed export says why, and what the tenant did not take is sent again', async () => {
  const { run, ports, people, state } = bench('primary', [person('ada'), person('bo')]);
  const said: unknown[] = [];
  const broken: CyclePorts = {
    ...ports,
    exportUsers: (users, _id, answered) => {
      answered(users.slice(0, 1), []);
      return Promise.reject(new CloudUnreachableError('CONNECT1', 'the tenant', 'reset by 127.0.0.1:40123'));
    },
    record: (kind, _id, data, volatile) => said.push({ kind, data, volatile }),
  };
  await expect(runCycle(broken, state, scope, 'cycle')).rejects.toThrow('127.0.0.1:40123');
  expect(said.at(-1)).toEqual({
    kind: 'sync.failed',
    data: { code: 'PTALAB_CONNECT_CLOUD_UNREACHABLE' },
    volatile: { reason: expect.stringContaining('127.0.0.1:40123') },
  });
  expect(await run()).toEqual({ imported: people.length, exported: 1, staged: 0 });
});

test('a user whom the tenant refuses is named, and sent again next time', async () => {
  const { run, ports, state, sent } = bench('primary', [person('ada'), person('bo')]);
  const notes: unknown[] = [];
  const refusing: CyclePorts = {
    ...ports,
    exportUsers: (users, _id, answered) => {
      const bo = users.find((user) => user.displayName === 'bo')?.sourceAnchor ?? '';
      answered(users, [{ sourceAnchor: bo, reason: 'the name is taken' }]);
      return Promise.resolve();
    },
    record: (_kind, _id, data) => notes.push(data),
  };
  expect(await runCycle(refusing, state, scope, 'cycle')).toEqual({ imported: 2, exported: 1, staged: 0 });
  expect(notes.at(-1)).toEqual({ count: 1, gone: 0, refused: ['bo@contoso.com: the name is taken'] });
  await run();
  expect(sent.flat().map((user) => user.displayName)).toEqual(['bo']);
});
