import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filetime, fromFiletime, fromGeneralizedTime, generalizedTime, NEVER } from './filetime.ts';
import { guidBytes, guidText, sidBytes, sidText } from './identifiers.ts';

test("a GUID's first three fields are little-endian, and it reads back", () => {
  const text = '00112233-4455-6677-8899-aabbccddeeff';
  expect(guidBytes(text).toString('hex')).toBe('33221100554477668899aabbccddeeff');
  expect(guidText(guidBytes(text))).toBe(text);
  expect(guidText(Buffer.alloc(15))).toBeUndefined();
});

test('a well-known SID reads back', () => {
  expect(sidBytes('S-1-5-32-544').toString('hex')).toBe('01020000000000052000000020020000');
  expect(sidText(Buffer.from('01020000000000052000000020020000', 'hex'))).toBe('S-1-5-32-544');
});

test('bytes are a SID and its bytes again, or none', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const text = sidText(bytes);
      if (text !== undefined) expect(sidBytes(text)).toEqual(Buffer.from(bytes));
    }),
  );
  expect(sidText(Buffer.from('0102000000000005', 'hex'))).toBeUndefined();
});

test('times read back to the millisecond, or second', () => {
  const ms = Date.UTC(2026, 0, 5, 8, 30, 15, 250);
  expect(filetime(ms)).toBe('134120754152500000');
  expect(fromFiletime(filetime(ms))).toBe(ms);
  expect(fromFiletime('0')).toBe(0);
  expect(fromFiletime(NEVER)).toBeUndefined();
  expect(fromGeneralizedTime(generalizedTime(ms))).toBe(ms - 250);
  expect(fromGeneralizedTime('20261305080000.0Z')).toBeUndefined();
  expect(fromGeneralizedTime('yesterday')).toBeUndefined();
});
