import { expect, test } from 'vitest';
import type { PersonsHash, SyncedHash } from './core/person.ts';
import { runHashCycle, type HashPorts } from './hash-cycle.ts';
import { newState } from './state.ts';

const scope = { baseDn: 'DC=corp,DC=contoso,DC=com', organizationalUnits: ['Staff'] };
const anchorOf = (name: string): string => Buffer.from(name.padEnd(16)).toString('base64');

function one(name: string, hash: string, pwdLastSet = 1_000, unit = 'OU=Staff'): PersonsHash {
  const dn = `CN=${name},${unit},${scope.baseDn}`;
  return { dn, objectGuid: Buffer.from(name.padEnd(16)), hash, pwdLastSet };
}

function bench(people: PersonsHash[], role: 'primary' | 'staging' = 'primary') {
  const state = newState({ role, method: undefined, hashSync: true });
  const user = { userPrincipalName: 'a@c.com', displayName: 'A', accountEnabled: true };
  for (const name of ['ada', 'bo'])
    state.exported.set(anchorOf(name), { ...user, sourceAnchor: anchorOf(name) });
  const sent: SyncedHash[][] = [];
  const events: unknown[] = [];
  const ports: HashPorts = {
    importHashes: () => Promise.resolve(people),
    exportHashes: (hashes) => {
      sent.push([...hashes]);
      return Promise.resolve(hashes.length);
    },
    record: (kind, _id, data) => events.push([kind, data]),
  };
  return { state, sent, events, people, run: () => runHashCycle(ports, state, scope, 'cycle') };
}

test('what has changed is sent, and nothing else; a cycle without it is silent', async () => {
  const { run, sent, events, people } = bench([one('ada', 'aa'), one('bo', 'bb')]);
  expect(await run()).toBe(2);
  expect(await run()).toBe(0);
  people[0] = one('ada', 'ac', 2_000);
  expect(await run()).toBe(1);
  expect(sent.map((hashes) => hashes.map(({ hash }) => hash))).toEqual([['aa', 'bb'], ['ac']]);
  expect(events).toEqual([
    ['hashes.exported', { count: 2, accepted: 2 }],
    ['hashes.exported', { count: 1, accepted: 1 }],
  ]);
  expect(JSON.stringify(events)).not.toMatch(/aa|bb|ac"/);
});

test('users whom the tenant does not have yet wait for the objects, those out of scope for ever', async () => {
  const { run, sent } = bench([one('cy', 'cc'), one('svc', 'dd', 1, 'CN=Users')]);
  expect(await run()).toBe(0);
  expect(sent).toEqual([]);
});

test('a password to be changed at the next logon is said to be one', async () => {
  const { run, sent } = bench([one('ada', 'aa', 0)]);
  await run();
  expect(sent.flat()).toMatchObject([{ temporary: true, changedAt: 0 }]);
});

test('a staging server sends nothing, and goes on where it stopped', async () => {
  const { run, sent, state } = bench([one('ada', 'aa')], 'staging');
  expect(await run()).toBe(0);
  state.role = 'primary';
  expect(await run()).toBe(1);
  expect(sent).toHaveLength(1);
});
