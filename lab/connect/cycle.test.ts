import { expect, test } from 'vitest';
import type { Person, SyncedUser } from './core/person.ts';
import { CloudUnreachableError } from './errors.ts';
import { runCycle, type CyclePorts } from './cycle.ts';
import { newState, type ConnectState } from './state.ts';

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
  const state = newState({ role, method: undefined, hashSync: false });
  const deleted: string[] = [];
  const ports: CyclePorts = {
    now: () => 1_000,
    importPeople: () => Promise.resolve(people),
    exportUsers: (users, _id, answered) => {
      sent.push([...users]);
      answered(users, []);
      return Promise.resolve();
    },
    deleteUsers: (anchors) => {
      deleted.push(...anchors);
      return Promise.resolve();
    },
    record: (kind) => kinds.push(kind),
  };
  return { deleted, state, ports, sent, kinds, people, run: () => runCycle(ports, state, scope, 'cycle') };
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

test('whoever goes out of scope is deleted in the tenant, once', async () => {
  const { run, people, deleted, state } = bench('primary', [person('ada'), person('bo')]);
  await run();
  people.pop();
  await run();
  await run();
  expect(deleted).toEqual([Buffer.from('bo'.padEnd(16)).toString('base64')]);
  expect(state.exported.size).toBe(1);
});

test('a crowd is told of as one, and after that whoever was changed, moved away or deleted', async () => {
  const { run, ports, people, sent, deleted, kinds, state } = bench('primary', []);
  const told: string[] = [];
  const crowd: CyclePorts['crowd'] = {
    count: 1_000_000,
    importDeleted: () => Promise.resolve(['ZGVsZXRlZA==']),
    export: () => Promise.resolve(void told.push('told')),
  };
  const cycle = () => runCycle({ ...ports, crowd }, state, scope, 'cycle');
  expect(await cycle()).toMatchObject({ imported: 0, exported: 1_000_000 });
  people.push(person('ada'), person('moved', 'CN=Users'));
  expect(await cycle()).toMatchObject({ exported: 1 });
  expect(told).toEqual(['told']);
  expect(sent.flat().map((user) => user.displayName)).toEqual(['ada']);
  expect(deleted).toEqual(['ZGVsZXRlZA==', Buffer.from('moved'.padEnd(16)).toString('base64')]);
  expect(kinds).toContain('population.exported');
  expect(await run()).toBeDefined();
});
