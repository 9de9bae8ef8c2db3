import { expect, test } from 'vitest';
import { textOf } from '../store/object.ts';
import { createTestDomain } from './testing.ts';
import { ACCOUNT_GROUPS, BUILTIN_GROUPS, FOREST_GROUPS, MEMBERS } from './well-known-groups.ts';

const { domain } = createTestDomain({});
const replica = domain.at('DC1');

test('groups that every domain has are told apart by name and RID, and say what they are for', () => {
  const groups = [...ACCOUNT_GROUPS, ...FOREST_GROUPS, ...BUILTIN_GROUPS];
  expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
  expect(new Set(groups.map(({ rid }) => rid)).size).toBe(groups.length);
  const [admins] = replica.find('samaccountname', 'Domain Admins');
  expect(admins && textOf(admins, 'description')).toBe('Designated administrators of the domain');
});

test('whoever is authenticated is among the users, and stands for himself by his SID', () => {
  const key = `cn=s-1-5-11\u0000cn=foreignsecurityprincipals\u0000${replica.baseKey}`;
  const authenticated = replica.byKey(key);
  const [users] = replica.find('samaccountname', 'Users');
  expect(users?.values('member')).toContain(authenticated?.id);
});

test('every member that is written is there', () => {
  const wanted = MEMBERS.map(([group, members]) => [group, members.length]);
  const found = MEMBERS.map(([name]) => {
    const [group] = replica.find('samaccountname', name);
    return [name, group?.values('member')?.length];
  });
  expect(found).toEqual(wanted);
});
