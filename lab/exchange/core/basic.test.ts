import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBasic } from './basic.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

test.each([
  ['ada@fabrikam.com:a:b', { upn: 'ada@fabrikam.com', password: 'a:b' }],
  ['CORP\\ada@fabrikam.com:pässwörd', { upn: 'ada@fabrikam.com', password: 'pässwörd' }],
  ['ada@fabrikam.com:back\\slash', { upn: 'ada@fabrikam.com', password: 'back\\slash' }],
  ['ada@fabrikam.com:', undefined],
  ['ada:secret', undefined],
  ['ada@fabrikam.com', undefined],
  ['a@b@c:secret', undefined],
])('%s', (text, expected) => {
  expect(readBasic(basic(text))).toEqual(expected);
});

test('other schemes and broken base64 are nothing', () => {
  for (const header of [
    undefined,
    '',
    'Bearer abc',
    'Basic',
    'Basic %%%',
    basic(`a@b:${'x'.repeat(4_000)}`),
  ]) {
    expect(readBasic(header)).toBeUndefined();
  }
});

test('any header is either read or nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string().map(basic)), (header) => {
      const read = readBasic(header);
      expect(read === undefined || (read.upn.includes('@') && read.password !== '')).toBe(true);
    }),
    { numRuns: 300, seed: 7 },
  );
});
