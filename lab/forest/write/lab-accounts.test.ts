import { expect, test } from 'vitest';
import { ForestError } from '../core/errors.ts';
import { Accounts } from './accounts.ts';
import { createWriteWorld, RIGHT, STAFF } from './testing.ts';

function office() {
  const world = createWriteWorld();
  return { ...world, accounts: new Accounts(world.context) };
}

test('the lab makes users and groups that work at once, by the same rules as LDAP', () => {
  const { accounts, bind, values, find, events } = office();
  const ada = { sam: 'ada', upn: 'ada@example.com', name: 'Byron, Ada', parentDn: STAFF };
  const made = accounts.createUser({ ...ada, givenName: 'Ada', password: RIGHT, enabled: true });
  expect(made.rdn.value).toBe('Byron, Ada');
  expect(bind('ada')).toBe('accepted');
  const crew = accounts.createGroup({
    sam: 'crew',
    parentDn: STAFF,
    scope: 'universal',
    members: [`<GUID=${made.id}>`],
  });
  expect(values('crew', 'member')).toEqual([made.id]);
  accounts.setMembers(`<GUID=${crew.id}>`, []);
  expect(values('crew', 'member')).toEqual([]);
  accounts.rename(`<GUID=${made.id}>`, 'CN=Ada', accounts.createUnit(STAFF, 'Inner') && `OU=Inner,${STAFF}`);
  accounts.resetPassword(`CN=Ada,OU=Inner,${STAFF}`, 'New-Passw0rd-1!');
  expect(bind('ada', 'New-Passw0rd-1!')).toBe('accepted');
  accounts.remove(`OU=Inner,${STAFF}`, true);
  expect([bind('ada', 'New-Passw0rd-1!'), find('crew')?.id]).toEqual(['52e', crew.id]);
  expect(new Set(events.map(({ data }) => data?.['by']))).toEqual(new Set(['administrator']));
});

test.each([
  ['PTALAB_FOREST_TAKEN', { sam: 'ada', upn: 'x@example.com' }],
  ['PTALAB_FOREST_TAKEN', { sam: 'x', upn: 'ada@example.com' }],
  ['PTALAB_FOREST_INVALID', { sam: 'x/y', upn: 'x@example.com' }],
  ['PTALAB_FOREST_INVALID', { sam: 'x', password: 'weak' }],
])('%s: the reason is the directory’s', (code, more) => {
  const { accounts } = office();
  accounts.createUser({
    sam: 'ada',
    upn: 'ada@example.com',
    parentDn: STAFF,
    password: RIGHT,
    enabled: true,
  });
  const make = () => accounts.createUser({ parentDn: STAFF, password: RIGHT, enabled: true, ...more });
  expect(make).toThrow(ForestError);
  expect(make).toThrow(expect.objectContaining({ code }));
});
