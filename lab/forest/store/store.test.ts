import { describe, expect, test } from 'vitest';
import { createTestDomain } from '../domain/testing.ts';
import { textOf } from './object.ts';

const place = (parent: string, value: string) => ({ parent, rdn: { type: 'CN', value } });

describe('a naming context with two replicas', () => {
  test('an ordinary write comes to the other after its delay, and both then agree', () => {
    const { domain, clock } = createTestDomain({ delayMs: 15_000 });
    const staff = domain.at('DC1').byKey('ou=staff\u0000dc=contoso\u0000dc=lab');
    const id = domain.newId();
    domain.write('DC1', {
      id,
      place: place(staff?.id ?? '', 'Ada'),
      values: new Map([['description', ['one']]]),
    });
    expect(domain.at('DC2').get(id)).toBeUndefined();
    clock.now += 15_000;
    const there = domain.at('DC2').get(id);
    expect(there && domain.at('DC2').dnOf(there)).toBe('CN=Ada,OU=Staff,DC=contoso,DC=lab');
    expect(there && textOf(there, 'description')).toBe('one');
  });

  test('of two writes of one attribute the later wins at both; other attributes are left alone', () => {
    const { domain, clock } = createTestDomain({ delayMs: 1_000 });
    const id = domain.newId();
    const root = domain.at('DC1').root.id;
    domain.write('DC1', { id, place: place(root, 'Ada'), values: new Map([['description', ['made']]]) });
    clock.now += 1_000;
    domain.write('DC1', {
      id,
      values: new Map([
        ['description', ['first']],
        ['title', ['Countess']],
      ]),
    });
    clock.now += 1;
    domain.write('DC2', { id, values: new Map([['description', ['second']]]) });
    clock.now += 2_000;
    for (const dc of ['DC1', 'DC2']) {
      const object = domain.at(dc).get(id);
      expect(object && [textOf(object, 'description'), textOf(object, 'title')]).toEqual([
        'second',
        'Countess',
      ]);
    }
  });

  test('what is due waits while one is down', () => {
    const { domain, clock } = createTestDomain({ delayMs: 1_000 });
    const dc2 = domain.controller('DC2');
    if (dc2 !== undefined) dc2.running = false;
    const id = domain.newId();
    domain.write('DC1', { id, place: place(domain.at('DC1').root.id, 'Ada'), values: new Map() });
    clock.now += 60_000;
    expect(domain.pendingAt('DC2')).toBe(1);
    expect(domain.at('DC2').get(id)).toBeUndefined();
    if (dc2 !== undefined) dc2.running = true;
    expect(domain.at('DC2').get(id)?.rdn.value).toBe('Ada');
  });
});

describe('invented people', () => {
  test('are found by every name at once, and by their container', () => {
    const { domain, population } = createTestDomain({ people: 1_000 });
    const replica = domain.at('DC1');
    const { upn, sam, sid, dn, key } = population?.at(777) ?? { upn: '', sam: '', sid: '', dn: '', key: '' };
    const found = replica.find('userprincipalname', upn)[0];
    expect(found && replica.dnOf(found)).toBe(dn);
    const others = [
      replica.find('samaccountname', sam.toUpperCase())[0],
      replica.find('objectsid', sid)[0],
      replica.byKey(key),
      replica.get(found?.id ?? ''),
    ];
    expect(others.map((other) => other?.id)).toEqual(others.map(() => found?.id));
  });

  test('who is changed is kept, found by the new name and no longer by the old, and counted once', () => {
    const { domain, population } = createTestDomain({ people: 100 });
    const replica = domain.at('DC1');
    const before = replica.size;
    const person = population?.at(5);
    const id = replica.find('samaccountname', person?.sam ?? '')[0]?.id ?? '';
    domain.write('DC1', { id, values: new Map([['samaccountname', ['renamed']]]) });
    expect(replica.find('samaccountname', person?.sam ?? '')).toEqual([]);
    expect(replica.find('samaccountname', 'renamed').map((each) => each.id)).toEqual([id]);
    expect(replica.find('mail', person?.mail ?? '').map((each) => each.id)).toEqual([id]);
    expect(replica.size).toBe(before);
    expect([...replica.subtree(replica.root.id)].filter((each) => each.id === id)).toHaveLength(1);
  });

  test('come along when their container is renamed', () => {
    const { domain, population } = createTestDomain({ people: 10 });
    const replica = domain.at('DC1');
    const staff = replica.byKey('ou=staff\u0000dc=contoso\u0000dc=lab');
    const [root, id] = [replica.root.id, staff?.id ?? ''];
    domain.write('DC1', {
      id,
      place: { parent: root, rdn: { type: 'OU', value: 'People' } },
      values: new Map([['ou', ['People']]]),
    });
    const found = replica.find('samaccountname', population?.at(3).sam ?? '')[0];
    expect(found && replica.dnOf(found)).toContain(',OU=People,DC=contoso,DC=lab');
    expect(found && replica.byKey(replica.keyOf(found))?.id).toBe(found?.id);
  });
});

test('back links follow their forward links', () => {
  const { domain } = createTestDomain({});
  const replica = domain.at('DC1');
  const [administrator] = replica.find('samaccountname', 'Administrator');
  const [admins] = replica.find('samaccountname', 'Domain Admins');
  const groups = (): boolean => replica.backLinks('member', administrator?.id ?? '').has(admins?.id ?? '');
  expect(groups()).toBe(true);
  domain.write('DC1', { id: admins?.id ?? '', values: new Map([['member', []]]) });
  expect(groups()).toBe(false);
});

test('changes since a USN come in their order, invented people among them, each changed one once', () => {
  const { domain } = createTestDomain({ people: 20 });
  const replica = domain.at('DC1');
  const start = replica.highestUsn;
  const all = [...replica.changedSince(0)];
  expect(all).toHaveLength(replica.size);
  expect(all.map(({ usnChanged }) => usnChanged)).toEqual(
    all.map(({ usnChanged }) => usnChanged).toSorted((one, other) => one - other),
  );
  const [first, second] = [...replica.subtree(replica.root.id)].slice(-2);
  domain.write('DC1', { id: second?.id ?? '', values: new Map([['title', ['Countess']]]) });
  domain.write('DC1', { id: first?.id ?? '', values: new Map([['title', ['Count']]]) });
  expect([...replica.changedSince(start)].map(({ id }) => id)).toEqual([second?.id, first?.id]);
  expect(replica.get(first?.id ?? '')?.stamp('title')?.usn).toBe(replica.highestUsn);
  expect([...replica.changedSince(0)]).toHaveLength(replica.size);
});
