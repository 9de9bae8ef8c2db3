import { expect, test } from 'vitest';
import { dnKey, escapeDnValue, isWithin, parentKey, splitName } from './dn.ts';

test.each([
  ['cn=ALICE , ou=golden,DC=contoso,DC=lab', 'CN=alice,OU=Golden,DC=contoso,DC=lab'],
  ['CN=Doe\\, Jane,DC=lab', 'cn=doe\\2C jane,dc=lab'],
  ['CN=Z\\C3\\BCrich,DC=lab', 'CN=Zürich,DC=lab'],
])('%s and %s are one name', (one, other) => {
  expect(dnKey(one)).toBeDefined();
  expect(dnKey(one)).toBe(dnKey(other));
});

test.each([
  'alice',
  '=,=',
  'CN=',
  'CN=a,',
  ',CN=a',
  'CN=a\\',
  'alice@contoso.com',
  `CN=${'a'.repeat(9_000)}`,
])('%s is no name', (text) => {
  expect(dnKey(text)).toBeUndefined();
});

test('a value with a newline, as deleted objects have it, is written so that it can be read again', () => {
  const name = `CN=${escapeDnValue('Ada\nDEL:1')},DC=lab`;
  expect(name).toBe('CN=Ada\\0ADEL:1,DC=lab');
  expect(dnKey(name)).toBe('cn=ada\ndel:1\u0000dc=lab');
  expect(splitName(name)).toEqual({ type: 'CN', value: 'Ada\nDEL:1', parent: 'DC=lab' });
});

test('a name knows what it is within', () => {
  const alice = dnKey(`CN=${escapeDnValue('Doe, Jane')},OU=Staff,DC=lab`) ?? '';
  expect(isWithin(alice, dnKey('DC=lab') ?? '')).toBe(true);
  expect(isWithin(alice, dnKey('OU=Other,DC=lab') ?? '')).toBe(false);
  expect(parentKey(alice)).toBe(dnKey('OU=Staff,DC=lab'));
});
