import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dnKey } from '../../ldap/dn.ts';
import { ForestError } from '../core/errors.ts';
import { guidText } from '../core/identifiers.ts';
import { attributesOf } from './attributes.ts';
import { Population, type PopulationOptions } from './population.ts';
import { comparable } from './transliteration.ts';

const DOMAIN_SID = 'S-1-5-21-1004336348-1177238915-682003330';

function populate(count: number, changes: Partial<PopulationOptions> = {}): Population {
  return new Population({
    ...{ seed: 'a lab', count, upnSuffix: 'contoso.com', mailDomain: 'mail.contoso.com' },
    parents: ['OU=Staff,DC=corp,DC=contoso,DC=com', 'OU=Field\\, North,DC=corp,DC=contoso,DC=com'],
    ...{ domainSid: DOMAIN_SID, ridBase: 10_000 },
    ...changes,
  });
}

const MILLIONS = 10_000_000;
const population = populate(MILLIONS);
const number = fc.nat({ max: MILLIONS - 1 });

/** Capital letters lead back to the small ones: not so for ß and the Turkish ı. */
const hasTwoCases = (text: string): boolean => text.toUpperCase().toLowerCase() === text.toLowerCase();

describe('everybody is found by every name', () => {
  test('SAM name, UPN, mail, GUID, SID, DN and display name', () => {
    const lookUps = (n: number): readonly unknown[] => {
      const person = population.at(n);
      const { sam, upn, mail, guid, sid, dn, key } = person;
      expect(dnKey(dn)).toBe(key);
      const found = [population.bySam(sam), population.byUpn(upn), population.byMail(mail)];
      return [...found, population.byGuid(guid), population.bySid(sid), population.byDn(key)];
    };
    for (let n = 7; n < MILLIONS; n += 997) expect(lookUps(n)).toEqual(Array(6).fill(n));
  });

  test('in any case, and with marks that a directory does not tell apart', () => {
    fc.assert(
      fc.property(number, (n) => {
        const { sam, upn, sid, dn } = population.at(n);
        expect(population.bySam(sam.toUpperCase())).toBe(n);
        expect(population.byUpn(upn.toUpperCase())).toBe(n);
        expect(population.byUpn(upn.replace('.', '\u0301.'))).toBe(n);
        expect(population.bySid(sid.toLowerCase())).toBe(n);
        if (hasTwoCases(dn)) expect(population.byDn(comparable(dnKey(dn.toUpperCase()) ?? ''))).toBe(n);
      }),
    );
  });

  test('namesakes share a display name and nothing else', () => {
    const first = population.at(12);
    const namesakes = population.byDisplayName(first.displayName.toUpperCase());
    expect(namesakes[0]).toBe(12);
    expect(namesakes.length).toBeGreaterThan(5);
    const [, second] = namesakes.map((n) => population.at(n));
    expect(second?.sam).toBe(`${first.sam}2`);
    expect(second?.cn).toBe(`${first.displayName} (${first.sam}2)`);
  });
});

describe('nobody else is found', () => {
  test('strangers of the right shape', () => {
    const few = populate(1_000);
    const { sam, upn, mail, guid, sid, key, displayName } = population.at(5_000_000);
    expect(few.bySam(sam) ?? few.byUpn(upn) ?? few.byMail(mail)).toBeUndefined();
    expect(few.byGuid(guid) ?? few.bySid(sid) ?? few.byDn(key)).toBeUndefined();
    expect(few.byDisplayName(displayName).length).toBeLessThan(1);
  });

  test('a name spelled otherwise than it is', () => {
    const { sam, upn, mail, key, sid } = population.at(3);
    for (const other of [
      `${sam}1`,
      `${sam}0`,
      `${sam}02`,
      `${sam}100`,
      ` ${sam}`,
      `${sam}.`,
      sam.slice(0, -1),
    ])
      expect(population.bySam(other)).toBeUndefined();
    expect(population.byUpn(mail)).toBeUndefined();
    expect(population.byUpn(`${upn}.org`)).toBeUndefined();
    expect(population.byMail(upn)).toBeUndefined();
    expect(population.bySid(`${sid}-1`)).toBeUndefined();
    expect(population.bySid(`${DOMAIN_SID}-010003`)).toBeUndefined();
    expect(population.bySid(`${DOMAIN_SID}-9999`)).toBeUndefined();
    expect(population.byDn(key.replace('ou=', 'cn='))).toBeUndefined();
    expect(population.byDn(`cn=x\u0000${key}`)).toBeUndefined();
  });

  test('a surname in the form for the other sex', () => {
    expect(population.bySam('natalya.volkova')).toBeTypeOf('number');
    expect(population.bySam('natalya.volkov')).toBeUndefined();
  });

  test('text from anywhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const { bySam, byUpn, byDn, byDisplayName } = bound(population);
        for (const find of [bySam, byUpn, byDn]) expect(find(text) ?? 0).toBeTypeOf('number');
        expect(byDisplayName(text)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

function bound(people: Population): Pick<Population, 'bySam' | 'byUpn' | 'byDn' | 'byDisplayName'> {
  return {
    bySam: (name) => people.bySam(name),
    byUpn: (name) => people.byUpn(name),
    byDn: (name) => people.byDn(name),
    byDisplayName: (name) => people.byDisplayName(name),
  };
}

test('200,000 people share no name', () => {
  const seen = {
    sam: new Set<string>(),
    alias: new Set<string>(),
    key: new Set<string>(),
    guid: new Set<string>(),
  };
  let longest = 0;
  for (const person of populate(1_200_000).walk(1_000_000)) {
    seen.sam.add(person.sam);
    seen.alias.add(person.alias);
    seen.key.add(comparable(person.key));
    seen.guid.add(person.guid.toString('hex'));
    longest = Math.max(longest, person.sam.length);
  }
  expect(longest).toBeLessThanOrEqual(20);
  expect(Object.values(seen).map(({ size }) => size)).toEqual([200_000, 200_000, 200_000, 200_000]);
});

describe('a person', () => {
  test('is the same tomorrow, on every machine, and in a bigger population', () => {
    const people = populate(20);
    const { dn, sam, upn, guid, occupation, city } = people.at(1);
    expect({ dn, sam, upn, guid: guidText(guid), ...occupation, city }).toEqual({
      dn: 'CN=Leann Kassulke,OU=Field\\, North,DC=corp,DC=contoso,DC=com',
      sam: 'leann.kassulke',
      upn: 'leann.kassulke@contoso.com',
      guid: '16a0eda5-f7f9-4131-a58e-77978c6ff61e',
      department: 'Finance',
      title: 'Accounts Payable Clerk',
      city: 'Kazan',
    });
    expect([5, 16, 18].map((n) => people.at(n).sam)).toEqual([
      'prokhor.melnikov',
      'yuto.noguchi',
      'tamina.schueler',
    ]);
    expect([5, 16, 18].map((n) => people.at(n).displayName)).toEqual([
      'Прохор Мельников',
      '野口 優斗',
      'Tamina Schüler',
    ]);
    expect([1_066_792, 9_999_999].map((n) => population.at(n).sam)).toEqual([
      'filipp.nesterov2',
      'pantaleo.denaro10',
    ]);
    expect(population.passwordOf(20)).toBe('Zn97-Rs03-Xg20-Sj86');
    for (const person of people) expect(attributesOf(population.at(person.n))).toEqual(attributesOf(person));
  });

  test('is somebody else under another seed', () => {
    const others = populate(20, { seed: 'another lab' });
    for (const person of populate(20)) expect(others.at(person.n).sam).not.toBe(person.sam);
  });

  test('has a password of every class that holds no part of a name', () => {
    fc.assert(
      fc.property(number, (n) => {
        const password = population.passwordOf(n);
        expect(password).toMatch(/^[A-Z][a-z]\d\d(-[A-Z][a-z]\d\d){3}$/);
        expect(password).not.toBe(population.passwordOf((n + 1) % MILLIONS));
      }),
    );
  });
});

describe('a walk', () => {
  test('goes on from a number', () => {
    expect([...populate(10).walk(7)].map(({ n }) => n)).toEqual([7, 8, 9]);
  });

  test('of one container meets those alone who stand in it', () => {
    const people = populate(10);
    expect([...people.walk(0, 1)].map(({ n }) => n)).toEqual([1, 3, 5, 7, 9]);
    expect([...people.walk(4, 1)].map(({ n }) => n)).toEqual([5, 7, 9]);
    for (const { dn } of people.walk(3, 1)) expect(dn).toMatch(/,OU=Field\\, North,DC=corp/);
  });
});

test('more people than there are names or RIDs are refused', () => {
  expect(() => populate(200_000_000)).toThrow(ForestError);
  expect(() => populate(10, { ridBase: 2 ** 30 - 5 })).toThrow(/0 to 5 of them/);
  expect(() => populate(-1)).toThrow(ForestError);
  expect(() => populate(20).at(20)).toThrow(RangeError);
});
