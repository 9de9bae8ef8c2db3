import { describe, expect, test } from 'vitest';
import { BerReader } from '../../ldap/ber-reader.ts';
import { encodeValue } from '../../ldap/encoding.ts';
import { Oid } from '../../ldap/oids.ts';
import { createReadable, valuesIn, type Asked } from './testing.ts';

type World = ReturnType<typeof createReadable>;

/** One DirSync request: who came, with which attributes; whether there is more; the next cookie. */
function sync(world: World, cookie = Buffer.alloc(0), more: Asked & { flags?: number } = {}) {
  const value = encodeValue((writer) => {
    const start = writer.open();
    writer.integer(more.flags ?? 0);
    writer.integer(1_000_000);
    writer.bytes(cookie);
    writer.close(start);
  });
  const controls = [{ oid: Oid.dirSync, critical: true, value }];
  const answer = world.ask({ attributes: [], ...more, controls });
  const response = answer.controls.find(({ oid }) => oid === Oid.dirSync)?.value;
  if (response === undefined) return { ...answer, more: false, cookie: Buffer.alloc(0) };
  const reader = new BerReader(response);
  const outer = reader.open('response');
  const [hasMore] = [reader.integer('more'), reader.integer('length')];
  const next = Buffer.from(reader.bytes('cookie'));
  reader.close('response', outer);
  return { ...answer, more: hasMore === 1, cookie: next };
}

const told = ({ entries }: ReturnType<typeof sync>): Record<string, string[]> =>
  Object.fromEntries(
    entries.map(({ dn, attributes }) => [
      dn.slice(3, dn.indexOf(',')),
      attributes.map(([name]) => name).sort(),
    ]),
  );

describe('changes since a cookie', () => {
  test('first everything, a thousand at a time, then nothing', () => {
    const world = createReadable({ people: 1_500 });
    let answer = sync(world);
    const counts = [answer.entries.length];
    const all = new Set(answer.entries.map(({ dn }) => dn));
    while (answer.more) {
      answer = sync(world, answer.cookie);
      counts.push(answer.entries.length);
      for (const { dn } of answer.entries) all.add(dn);
    }
    expect(counts).toEqual([1_000, world.domain.at('DC1').size - 1_000]);
    expect(all.size).toBe(world.domain.at('DC1').size);
    expect(sync(world, answer.cookie).entries).toEqual([]);
  });

  test('then what was changed, with what was changed of it: new ones whole, moved ones by name, gone values empty', () => {
    const world = createReadable({ people: 5 });
    const { domain, user } = world;
    const [ada, bert, carl] = [user('ada', { title: ['x'] }), user('bert'), user('carl')];
    const { cookie } = sync(world);
    const write = (id: string, values: Record<string, string[]>, rdn?: string): void => {
      const place =
        rdn === undefined ? {} : { place: { parent: world.staff, rdn: { type: 'CN', value: rdn } } };
      domain.write('DC1', { id, values: new Map(Object.entries(values)), ...place });
    };
    write(ada, { title: [], department: ['IT'], unicodepwd: ['secret'] });
    write(bert, { cn: ['Berta'] }, 'Berta');
    write(carl, { isdeleted: ['TRUE'] });
    user('dora');
    const answer = sync(world, cookie);
    expect(told(answer)).toMatchObject({
      ada: ['department', 'objectGUID', 'title'],
      Berta: ['cn', 'name', 'objectGUID', 'parentGUID'],
      carl: ['isDeleted', 'objectGUID'],
    });
    expect(valuesIn(answer.entries[0], 'title')).toEqual([]);
    expect(told(answer)['dora']).toEqual(
      expect.arrayContaining(['objectClass', 'parentGUID', 'sAMAccountName']),
    );
    expect(told(answer)['dora']).not.toContain('uSNChanged');
    const title = sync(world, cookie, { attributes: ['title'] });
    expect(Object.keys(told(title))).toEqual(['ada', 'Berta', 'carl', 'dora']);
    expect(sync(world, answer.cookie).entries).toEqual([]);
    expect(Object.keys(told(sync(world, cookie, { filter: '(cn=Berta)' })))).toEqual(['Berta']);
  });

  test('what another domain controller wrote long ago is new when it comes in', () => {
    const world = createReadable({ delayMs: 60_000 });
    world.domain.write('DC2', {
      id: world.domain.at('DC2').find('samaccountname', 'Administrator')[0]?.id ?? '',
      values: new Map([['title', ['late']]]),
    });
    const { cookie } = sync(world);
    world.clock.now += 60_000;
    expect(told(sync(world, cookie))).toEqual({ Administrator: ['objectGUID', 'title'] });
  });

  test('a cookie of another domain controller starts over; what is no cookie is refused', () => {
    const world = createReadable();
    const { cookie, entries } = sync(world);
    expect(sync(world, cookie, { dc: 'DC2' }).entries).toHaveLength(entries.length);
    expect(sync(world, Buffer.from('rubbish')).result.code).toBe(53);
  });

  test('F-dirsync-user: needs the right, or leave to see no more than what may be read; and a whole naming context', () => {
    const world = createReadable();
    world.user('finn');
    expect(sync(world, undefined, { as: 'finn' }).result.code).toBe(50);
    expect(sync(world, undefined, { as: 'finn', flags: 1 }).result.code).toBe(0);
    world.domain.replicators.add('finn');
    expect(sync(world, undefined, { as: 'finn' }).result.code).toBe(0);
    expect(sync(world, undefined, { base: 'OU=Staff,DC=contoso,DC=lab' }).result.code).toBe(53);
  });
});
