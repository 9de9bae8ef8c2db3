import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCHEMA } from '../schema/schema.ts';
import { BASE, createWriteWorld, STAFF, type Change } from './testing.ts';

const world = createWriteWorld();
world.user('ada');
world.group('crew');

const name = fc.oneof(
  fc.constantFrom(...SCHEMA.attributes.map(({ name }) => name)),
  fc.string({ maxLength: 12 }),
);
const value = fc.oneof(
  fc.constantFrom(
    '0',
    '-1',
    '512',
    'TRUE',
    '',
    `CN=ada,${STAFF}`,
    BASE,
    '<SID=S-1-5-21-9-9-9-1>',
    'S-1-5-32-544',
  ),
  fc.string({ maxLength: 40 }),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
);
const change = fc
  .tuple(fc.constantFrom('add', 'delete', 'replace'), name, fc.array(value, { maxLength: 3 }))
  .map(([kind, attribute, values]): Change => [kind, attribute, ...values]);
const dn = fc.oneof(
  fc.constantFrom(`CN=ada,${STAFF}`, `CN=crew,${STAFF}`, BASE, `CN=Domain Admins,CN=Users,${BASE}`),
  fc.string({ maxLength: 40 }),
);
const ANSWER = /^(0|\d{1,2} [0-9A-F]{8})$/;

test('whatever is asked, a write has an answer', () => {
  fc.assert(
    fc.property(dn, fc.array(change, { maxLength: 4 }), (where, changes) => {
      expect(world.modify(where, changes)).toMatch(ANSWER);
    }),
    { numRuns: 2_000 },
  );
  const classes = fc.constantFrom('user', 'group', 'contact', 'organizationalUnit', 'computer', 'top', '?');
  fc.assert(
    fc.property(dn, classes, name, value, (where, objectClass, attribute, given) => {
      expect(world.add(`CN=x,${where}`, { objectClass, [attribute]: given })).toMatch(ANSWER);
      expect(world.rename(where, `CN=${String(given)}`)).toMatch(ANSWER);
    }),
    { numRuns: 500 },
  );
});
