import { expect, test } from 'vitest';
import { isForwardLink, SCHEMA } from './schema.ts';

const repeated = (names: readonly string[]): string[] =>
  names.filter((name, nth) => names.indexOf(name) !== nth);

test('no name and no OID stands for two things', () => {
  const all = [...SCHEMA.attributes, ...SCHEMA.classes];
  expect(repeated(all.map(({ oid }) => oid))).toEqual([]);
  expect(repeated(SCHEMA.attributes.map(({ key }) => key))).toEqual([]);
});

test('classes name attributes and classes that exist', () => {
  const names = SCHEMA.classes.flatMap(({ must, may, rdn }) => [...must, ...may, rdn]);
  expect(names.filter((name) => SCHEMA.attribute(name) === undefined)).toEqual([]);
  const classes = SCHEMA.classes.flatMap(({ superior, auxiliary, parents }) => [
    superior,
    ...auxiliary,
    ...parents,
  ]);
  expect(classes.filter((name) => SCHEMA.class(name) === undefined)).toEqual([]);
});

test('a back link has its forward link', () => {
  const back = SCHEMA.attributes.filter(({ linkId }) => linkId !== undefined && linkId % 2 === 1);
  const lonely = back.filter((one) => SCHEMA.linkPartner(one) === undefined).map(({ name }) => name);
  expect(lonely).toEqual([]);
  expect(SCHEMA.attributes.filter(isForwardLink).map(({ name }) => name)).toContain('member');
  expect(
    repeated(SCHEMA.attributes.flatMap(({ linkId }) => (linkId === undefined ? [] : [String(linkId)]))),
  ).toEqual([]);
});

test('a user is a person, and may have what its auxiliary classes have', () => {
  expect(SCHEMA.chain('computer')).toEqual(['top', 'person', 'organizationalPerson', 'user', 'computer']);
  expect(SCHEMA.structuralOf(['top', 'user', 'person'])?.name).toBe('user');
  const { must, may } = SCHEMA.allowed(['top', 'person', 'organizationalPerson', 'user']);
  expect([must.has('samaccountname'), may.has('mailnickname'), may.has('operatingsystem')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('places hold what may stand in them', () => {
  const user = SCHEMA.class('user');
  expect(user && SCHEMA.mayHold(['top', 'organizationalUnit'], user)).toBe(true);
  expect(user && SCHEMA.mayHold(['top', 'person', 'organizationalPerson', 'user'], user)).toBe(false);
});

test('a category is named after a class', () => {
  const plain = (text: string): string => text.replaceAll('-', '').toLowerCase();
  const names = new Set(SCHEMA.classes.map(({ name }) => plain(name)));
  expect(SCHEMA.classes.map(({ category }) => category).filter((each) => !names.has(plain(each)))).toEqual(
    [],
  );
});

test('an attribute that objects must have is not one that they may have', () => {
  const both = SCHEMA.classes.flatMap(({ name, must, may }) =>
    must.filter((each) => may.includes(each)).map((each) => `${name}: ${each}`),
  );
  expect(both).toEqual([]);
});

test.each([
  ['sAMAccountName', '1.2.840.113556.1.4.221', true],
  ['userPrincipalName', '1.2.840.113556.1.4.656', true],
  ['mS-DS-ConsistencyGuid', '1.2.840.113556.1.4.1360', true],
  ['msDS-cloudExtensionAttribute20', '1.2.840.113556.1.4.2233', true],
  ['proxyAddresses', '1.2.840.113556.1.2.210', false],
  ['extensionAttribute15', '1.2.840.113556.1.2.603', true],
])('%s is %s', (name, oid, singleValued) => {
  expect(SCHEMA.attribute(oid)).toBe(SCHEMA.attribute(name.toUpperCase()));
  expect(SCHEMA.attribute(name)).toMatchObject({ name, oid, singleValued });
});
