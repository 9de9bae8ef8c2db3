import { describe, expect, test } from 'vitest';
import { encodeValue } from '../../ldap/encoding.ts';
import type { LdapControl } from '../../ldap/message.ts';
import { Oid } from '../../ldap/oids.ts';
import { createReadable, type Answered } from './testing.ts';

const world = createReadable();
for (const name of ['carl', 'ada', 'dora', 'bert']) world.user(name, name === 'bert' ? {} : { sn: [name] });

function sequence(oid: string, hex: string, critical = true): LdapControl {
  return { oid, critical, value: Buffer.from(hex, 'hex') };
}

function sort(keys: readonly string[], { reverse = false, critical = true } = {}): LdapControl {
  const value = encodeValue((writer) => {
    const all = writer.open();
    for (const key of keys) {
      const one = writer.open();
      writer.text(key);
      if (reverse) writer.bytes(Buffer.of(0xff), 0x81);
      writer.close(one);
    }
    writer.close(all);
  });
  return { oid: Oid.sortRequest, critical, value };
}

const base = 'OU=Staff,DC=contoso,DC=lab';
const ask = (...controls: LdapControl[]): Answered =>
  world.ask({ base, scope: 'one', filter: '(objectClass=user)', controls });
const cns = ({ entries }: Answered): string[] => entries.map(({ dn }) => dn.slice(3, dn.indexOf(',')));
const codeOf = ({ controls }: Answered): number | undefined =>
  controls.find(({ oid }) => oid === Oid.sortResponse)?.value?.at(-1);

describe('sorting', () => {
  test('F-sort: either way, those without the attribute as the largest', () => {
    expect(cns(ask(sort(['cn'])))).toEqual(['ada', 'bert', 'carl', 'dora']);
    expect(cns(ask(sort(['sn'])))).toEqual(['ada', 'carl', 'dora', 'bert']);
    expect(cns(ask(sort(['sn'], { reverse: true })))).toEqual(['bert', 'dora', 'carl', 'ada']);
    expect(codeOf(ask(sort(['cn'])))).toBe(0);
  });

  test.each([
    ['several keys', ['sn', 'cn'], 53],
    ['an unknown attribute', ['nosuch'], 16],
  ])('by %s is refused when critical, and else left undone', (_, keys, code) => {
    expect(ask(sort(keys)).result.code).toBe(12);
    const unsorted = ask(sort(keys, { critical: false }));
    expect([unsorted.result.code, unsorted.entries.length, codeOf(unsorted)]).toEqual([0, 4, code]);
  });
});

describe('a window into a list', () => {
  const through = (hex: string): string[] =>
    cns(ask(sort(['cn']), sequence(Oid.virtualListViewRequest, hex)));
  test.each([
    // before, after, offset, count
    ['the first two', '300e020100020101a006020101020100', ['ada', 'bert']],
    ['round the third', '300e020101020100a006020103020104', ['bert', 'carl']],
    ['half way down', '300e020100020100a0060201320201 64'.replace(' ', ''), ['bert']],
    ['the last', '300e020101020105a006020163020163', ['carl', 'dora']],
    ['from a value on', '30090201000201018101 63'.replace(' ', ''), ['carl', 'dora']],
    ['beyond all', '30090201010201018101 7a'.replace(' ', ''), ['dora']],
  ])('%s', (_, hex, found) => {
    expect(through(hex)).toEqual(found);
  });

  test('tells where it is, and needs an order', () => {
    const window = sequence(Oid.virtualListViewRequest, '300e020100020100a006020103020104');
    const answer = ask(sort(['cn']), window).controls.find(({ oid }) => oid === Oid.virtualListViewResponse);
    expect(answer?.value?.toString('hex')).toMatch(/0201030201040a0100$/);
    expect(ask(window).result.code).toBe(60);
  });
});
