import { expect, test } from 'vitest';
import { Oid } from '../../ldap/oids.ts';
import { createReadable, valuesIn } from './testing.ts';

const controls = [{ oid: Oid.passwordHashes, critical: true }];
const asked = { filter: '(sAMAccountName=finn)', attributes: ['unicodePwd'] };
const NOT_ALLOWED = 50;

test('hashes are told to whoever replicates and asks for them, and to nobody else', () => {
  const world = createReadable();
  const hash = Buffer.alloc(16, 7);
  world.user('finn', { unicodepwd: [hash] });
  expect(valuesIn(world.ask(asked).entries[0], 'unicodePwd')).toEqual([]);
  expect(valuesIn(world.ask({ ...asked, controls }).entries[0], 'unicodePwd')).toEqual([hash]);
  expect(world.ask({ ...asked, controls, as: 'finn' })).toMatchObject({
    result: { code: NOT_ALLOWED },
    entries: [],
  });
});

test('of what was changed since invented people were made only what is kept is looked at', () => {
  const world = createReadable({ people: 50 });
  world.user('finn', {});
  const { usnEnd } = world.domain.population ?? { usnEnd: 0 };
  const since = (usn: number) => world.names(`(&(objectClass=user)(uSNChanged>=${usn}))`);
  expect(since(usnEnd)).toEqual(['finn']);
  expect(since(usnEnd - 50)).toHaveLength(51);
});
