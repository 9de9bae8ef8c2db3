import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guidText } from '../core/identifiers.ts';
import { createGuids } from './guids.ts';

const guids = createGuids('seed', 'test');
const number = fc.integer({ min: 0, max: 2 ** 30 - 1 });

test('a GUID tells the number that it was made of', () => {
  fc.assert(fc.property(number, (n) => guids.numberOf(guids.of(n)) === n));
});

test('it has the shape of a random one', () => {
  const VERSION_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  fc.assert(fc.property(number, (n) => VERSION_4.test(guidText(guids.of(n)) ?? '')));
});

test('any other is nobody’s: of another seed, another population, or with a bit turned', () => {
  fc.assert(
    fc.property(number, fc.nat({ max: 127 }), (n, bit) => {
      expect(guids.numberOf(createGuids('other', 'test').of(n))).toBeUndefined();
      expect(guids.numberOf(createGuids('seed', 'other').of(n))).toBeUndefined();
      const turned = guids.of(n);
      turned.writeUInt8(turned.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(guids.numberOf(turned)).toBeUndefined();
    }),
  );
});

test('bytes from anywhere are no number, and no error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => guids.numberOf(bytes) === undefined),
    { numRuns: 1_000 },
  );
});

test('each bit depends on the number: half of them turn from one to the next', () => {
  let turned = 0;
  for (let n = 0; n < 1_000; n++) {
    const [one, next] = [guids.of(n), guids.of(n + 1)];
    for (const [at, byte] of one.entries())
      turned += (byte ^ next.readUInt8(at)).toString(2).replaceAll('0', '').length;
  }
  expect(turned / 1_000).toBeGreaterThan(58);
  expect(turned / 1_000).toBeLessThan(64);
});
