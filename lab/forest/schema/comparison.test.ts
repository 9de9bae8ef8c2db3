import { expect, test } from 'vitest';
import { guidBytes, sidBytes } from '../core/identifiers.ts';
import { hasSubstrings, inOrder, normalized } from './comparison.ts';
import { SCHEMA } from './schema.ts';

type Value = string | Buffer;

const GUID = '9c0b1f0e-1c5e-4a6b-9b59-0123456789ab';
const SID = 'S-1-5-21-1-2-3-500';

function attribute(name: string): NonNullable<ReturnType<typeof SCHEMA.attribute>> {
  const found = SCHEMA.attribute(name);
  if (found === undefined) throw new Error(`no attribute ${name}`);
  return found;
}

test.each<[string, Value, Value]>([
  ['displayName', 'Ada  Byron ', 'ada byron'],
  ['userPrincipalName', 'Ada@Contoso.com', 'ADA@contoso.COM'],
  ['userAccountControl', '0512', '512'],
  ['accountExpires', '9223372036854775807', '+9223372036854775807'],
  ['showInAdvancedViewOnly', 'TRUE', 'true'],
  ['whenCreated', '20260105080000.0Z', '20260105080000Z'],
  ['member', 'CN=Ada,DC=corp,DC=contoso,DC=com', 'cn=ada, dc=CORP, dc=contoso, dc=com'],
  ['objectSid', SID, sidBytes(SID)],
  ['objectGUID', `{${GUID.toUpperCase()}}`, guidBytes(GUID)],
  ['objectClass', 'User', '1.2.840.113556.1.5.9'],
  ['thumbnailPhoto', Buffer.from([1, 2]), Buffer.from([1, 2])],
])('%s: %s and %s are one value', (name, one, other) => {
  expect(normalized(attribute(name), one)).toBeDefined();
  expect(normalized(attribute(name), one)).toBe(normalized(attribute(name), other));
});

test.each<[string, Value, Value]>([
  ['displayName', 'Ada Byron', 'AdaByron'],
  ['userAccountControl', '512', '514'],
  ['thumbnailPhoto', 'a', 'A'],
  ['objectClass', 'user', 'person'],
])('%s: %s and %s are two values', (name, one, other) => {
  expect(normalized(attribute(name), one)).not.toBe(normalized(attribute(name), other));
});

test.each([
  ['userAccountControl', 'many'],
  ['isDeleted', 'yes'],
  ['whenCreated', 'yesterday'],
  ['objectGUID', 'no id'],
])('%s: %s is no value of it', (name, value) => {
  expect(normalized(attribute(name), value)).toBeUndefined();
});

test('numbers stand in the order of numbers, text in that of text', () => {
  expect(inOrder(attribute('accountExpires'), '9', '10')).toBeLessThan(0);
  expect(inOrder(attribute('accountExpires'), '-1', '-1')).toBe(0);
  expect(inOrder(attribute('sn'), '9', '10')).toBeGreaterThan(0);
});

test('parts are searched for in text alone', () => {
  expect(
    ['sn', 'gecos', 'objectSid', 'member', 'pwdLastSet'].map((name) => hasSubstrings(attribute(name))),
  ).toEqual([...[true, true, false, false, false]]);
});
