import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LdapProtocolError } from './errors.ts';
import { Framing } from './framing.ts';

const message = (length: number): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(length);
  return Buffer.concat([Buffer.from([0x30, 0x84]), size, Buffer.alloc(length, 7)]);
};

test('messages come out whole however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300), { maxLength: 8 }), fc.integer({ min: 1, max: 50 }), (lengths, step) => {
      const stream = Buffer.concat(lengths.map(message));
      const framing = new Framing(() => 1_000);
      const got: number[] = [];
      for (let at = 0; at < stream.length; at += step) {
        for (const each of framing.push(stream.subarray(at, at + step))) got.push(each.length - 6);
      }
      expect(got).toEqual(lengths);
      expect(framing.partial).toBe(false);
    }),
    { numRuns: 100 },
  );
});

test.each(['30847fffffff020101', '3080', '000000', '3085ffffffffff', '30820101'])(
  '%s is refused unread',
  (hex) => {
    expect(() => [...new Framing(() => 256).push(Buffer.from(hex, 'hex'))]).toThrow(LdapProtocolError);
  },
);

test('a message in many small pieces costs as much as it is long', () => {
  const framing = new Framing(() => 10_000_000);
  const stream = message(4_000_000);
  let pieces = 0;
  for (let at = 0; at < stream.length; at += 40) {
    for (const whole of framing.push(stream.subarray(at, at + 40))) pieces += whole.length;
  }
  expect(pieces).toBe(stream.length);
});
