import { describe, expect, test } from 'vitest';
import { batches, compare } from './delta.ts';
import type { Person, SyncedUser } from './person.ts';
import { project } from './projection.ts';

const scope = { baseDn: 'DC=corp,DC=contoso,DC=com', organizationalUnits: ['Staff'] };
const guid = Buffer.from('00112233445566778899aabbccddeeff', 'hex');

function person(overrides: Partial<Person> = {}): Person {
  return {
    dn: 'CN=Ada Park,OU=Staff,DC=corp,DC=contoso,DC=com',
    objectGuid: guid,
    samAccountName: 'apark',
    userPrincipalName: 'ada@contoso.com',
    displayName: 'Ada Park',
    userAccountControl: 0x200,
    ...overrides,
  };
}

describe('projection', () => {
  test('anchors a user by objectGUID', () => {
    expect(project([person()], scope)).toEqual([
      {
        sourceAnchor: 'ABEiM0RVZneImaq7zN3u/w==',
        userPrincipalName: 'ada@contoso.com',
        displayName: 'Ada Park',
        accountEnabled: true,
      },
    ]);
  });

  test.each([
    ['CN=A,OU=Staff,DC=corp,DC=contoso,DC=com', 1],
    ['CN=A,OU=Sales,OU=Staff,DC=corp,DC=contoso,DC=com', 1],
    ['cn=a, ou=STAFF, dc=corp, dc=contoso, dc=com', 1],
    ['CN=svc-connect,CN=Users,DC=corp,DC=contoso,DC=com', 0],
    ['CN=A,OU=NotStaff,DC=corp,DC=contoso,DC=com', 0],
    ['OU=Staff,DC=corp,DC=contoso,DC=com', 0],
  ])('%s is in scope: %d', (dn, count) => {
    expect(project([person({ dn })], scope)).toHaveLength(count);
  });

  test.each([
    ['disabled', { userAccountControl: 0x202 }, { accountEnabled: false }],
    ['locked out, which is not synchronised', { userAccountControl: 0x210 }, { accountEnabled: true }],
    ['without UPN', { userPrincipalName: undefined }, { userPrincipalName: 'apark@corp.contoso.com' }],
    ['without display name', { displayName: undefined }, { displayName: 'apark' }],
  ])('a user %s', (_name, input, expected) => {
    expect(project([person(input)], scope)[0]).toMatchObject(expected);
  });
});

describe('delta', () => {
  const ada: SyncedUser = {
    sourceAnchor: 'a',
    userPrincipalName: 'a@x',
    displayName: 'A',
    accountEnabled: true,
  };
  const exported = new Map([['a', ada]]);

  test.each([
    ['nothing new', [ada], { changed: [], removed: [] }],
    ['gone', [], { changed: [], removed: ['a'] }],
    ['new', [ada, { ...ada, sourceAnchor: 'b' }], { changed: [{ ...ada, sourceAnchor: 'b' }], removed: [] }],
    [
      'renamed',
      [{ ...ada, userPrincipalName: 'z@x' }],
      { changed: [{ ...ada, userPrincipalName: 'z@x' }], removed: [] },
    ],
    [
      'disabled',
      [{ ...ada, accountEnabled: false }],
      { changed: [{ ...ada, accountEnabled: false }], removed: [] },
    ],
    ['retitled', [{ ...ada, displayName: 'B' }], { changed: [{ ...ada, displayName: 'B' }], removed: [] }],
  ])('%s', (_name, current, delta) => {
    expect(compare(exported, current)).toEqual(delta);
  });

  test('batches hold everything once', () => {
    expect(batches([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(batches([], 2)).toEqual([]);
  });
});
