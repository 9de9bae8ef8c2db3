import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BerReader } from './ber-reader.ts';
import { encodeValue } from './encoding.ts';
import { LdapRefusalError } from './errors.ts';
import type { LdapControl } from './message.ts';
import { Oid } from './oids.ts';
import { pagedResults, pageOf } from './paging.ts';
import {
  dirSyncOf,
  dirSyncResponse,
  extendedDnOf,
  searchOptionsOf,
  securityDescriptorFlagsOf,
  sortKeysOf,
} from './search-controls.ts';
import { listWindowOf } from './virtual-list-view.ts';

const control = (oid: string, hex?: string): LdapControl[] => [
  { oid, critical: true, value: hex === undefined ? undefined : Buffer.from(hex, 'hex') },
];

test('values are read as clients write them', () => {
  expect(sortKeysOf(control(Oid.sortRequest, '300930070402636e8101ff'))).toEqual([
    { attribute: 'cn', rule: undefined, reverse: true },
  ]);
  expect(dirSyncOf(control(Oid.dirSync, '300a02010102030f42400400'))).toEqual({
    flags: 1,
    maxBytes: 1_000_000,
    cookie: Buffer.alloc(0),
  });
  expect(listWindowOf(control(Oid.virtualListViewRequest, '300e020100020109a006020101020100'))).toMatchObject(
    {
      before: 0,
      after: 9,
      target: { offset: 1, count: 0 },
    },
  );
  expect(listWindowOf(control(Oid.virtualListViewRequest, '300a0201000201098102616c'))).toMatchObject({
    target: { from: Buffer.from('al') },
  });
  expect(securityDescriptorFlagsOf(control(Oid.securityDescriptorFlags, '3003020107'))).toBe(7);
  expect(searchOptionsOf(control(Oid.searchOptions, '3003020102'))).toBe(2);
});

test('extended names are hexadecimal unless asked for otherwise', () => {
  expect([control(Oid.extendedDn), control(Oid.extendedDn, '3003020101'), []].map(extendedDnOf)).toEqual([
    'hex',
    'string',
    undefined,
  ]);
});

test('what the server writes, it can read', () => {
  const page = { size: 7, cookie: Buffer.from('next') };
  expect(pageOf([pagedResults(page)])).toEqual(page);
  const { value } = dirSyncResponse(true, Buffer.from('c'));
  expect(dirSyncOf([{ oid: Oid.dirSync, critical: true, value }])).toMatchObject({ flags: 1 });
});

test('a value that is not what it should be is refused, whatever it is', () => {
  const readers = [pageOf, sortKeysOf, dirSyncOf, listWindowOf, securityDescriptorFlagsOf];
  const oids = [
    Oid.pagedResults,
    Oid.sortRequest,
    Oid.dirSync,
    Oid.virtualListViewRequest,
    Oid.securityDescriptorFlags,
  ];
  expect(() => pageOf(control(Oid.pagedResults))).toThrow(LdapRefusalError);
  fc.assert(
    fc.property(fc.nat(readers.length - 1), fc.uint8Array({ maxLength: 20 }), (index, bytes) => {
      const controls = [{ oid: oids[index] ?? '', critical: true, value: Buffer.from(bytes) }];
      try {
        readers[index]?.(controls);
      } catch (error) {
        expect(error).toBeInstanceOf(LdapRefusalError);
      }
    }),
    { numRuns: 500 },
  );
});

test('a critical control whose value cannot be read is as one that nobody knows', () => {
  const fiveBytes = Buffer.from('300f0205008000000002047fffffff0400', 'hex');
  const codeOf = (critical: boolean): number | undefined => {
    try {
      dirSyncOf([{ oid: Oid.dirSync, critical, value: fiveBytes }]);
    } catch (error) {
      return error instanceof LdapRefusalError ? error.result.code : undefined;
    }
    return 0;
  };
  expect([codeOf(true), codeOf(false)]).toEqual([12, 2]);
});

test('integers survive, and take no more bytes than they need', () => {
  const round = (value: number): [number, number] => {
    const bytes = encodeValue((writer) => writer.integer(value));
    return [new BerReader(bytes).integer('value'), bytes.length];
  };
  for (const [value, length] of [
    [0, 3],
    [127, 3],
    [128, 4],
    [-128, 3],
    [-129, 4],
    [32_767, 4],
    [8_388_607, 5],
  ]) {
    expect(round(value ?? 0)).toEqual([value, length]);
  }
  fc.assert(
    fc.property(fc.integer(), (value) => {
      expect(round(value)[0]).toBe(value);
    }),
  );
});

test('texts survive, short or long, ASCII or not', () => {
  const round = (value: string): string =>
    new BerReader(encodeValue((writer) => writer.text(value))).text('value');
  for (const length of [0, 47, 48, 49, 127, 128, 255, 256, 70_000]) {
    for (const text of ['x'.repeat(length), `${'x'.repeat(length)}ü`]) expect(round(text)).toBe(text);
  }
});
