import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ntHash } from '../../nt-hash/nt-hash.ts';
import { proofBy, proofByBind } from './proof.ts';

test('a password proves its own hash alone', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (password, other) => {
      expect(proofBy(password)(ntHash(password))).toBe(true);
      expect(proofBy(other)(ntHash(password))).toBe(other === password);
    }),
  );
});

test('nothing proves an account without a password', () => {
  expect(proofBy('')(Buffer.alloc(0))).toBe(false);
  expect(proofBy('')(Buffer.alloc(16))).toBe(false);
});

test('bytes that are no text prove nothing', () => {
  const bytes = Buffer.from([0xff, 0xfe]);
  expect(proofByBind(bytes)(ntHash(bytes.toString('utf8')))).toBe(false);
});
