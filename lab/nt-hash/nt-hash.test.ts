import { describe, expect, test } from 'vitest';
import { md4 } from './md4.ts';
import { ntHash } from './nt-hash.ts';

describe('MD4', () => {
  test.each([
    ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['a', 'bde52cb31de33e46245e05fbdbd6fb24'],
    ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
    ['message digest', 'd9130a8164549fe818874806e1c7014b'],
    ['abcdefghijklmnopqrstuvwxyz', 'd79e1c308aa5bbcdeea8ed63df412da9'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', '043f8582f241db351ce627e153e7f0e4'],
    [
      '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
      'e33b4ddc9c38f2199c3e7b164fcc0536',
    ],
  ])('of %j is the one of RFC 1320', (text, digest) => {
    expect(md4(Buffer.from(text)).toString('hex')).toBe(digest);
  });

  test.each([
    [55, '92f32bb82c95ad10e8f87ae58ab06807'],
    [56, '374d5f08103b7092c83b4626ebceffab'],
    [63, '2870452596e98fffd48332289b3472b9'],
    [64, 'b1abf956a5ae6f3221e5fe85e300fbb0'],
    [65, 'afc1a3308fc176a53238a09aeddec2e6'],
    [119, 'b55ae15e41e55643b0c3daad5e05c905'],
    [120, 'd8f9adfc41ec43552619606c70cfd287'],
    [1000, '4b4cacfefc79bf951c60620df38532dc'],
  ])("of %d letters x is the one of OpenSSL's legacy provider", (length, digest) => {
    expect(md4(Buffer.alloc(length, 'x')).toString('hex')).toBe(digest);
  });
});

describe('the NT hash', () => {
  test.each([
    ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['password', '8846f7eaee8fb117ad06bdd830b7586c'],
    ['Password', 'a4f49c406510bdcab6824ee7c30fd852'],
    ['P@ssw0rd', 'e19ccf75ee54e06b06a5907af13cef42'],
    ['SecREt01', 'cd06ca7c7e10c99b1d33b7485a2ed808'],
  ])('of %j is the well-known one', (password, hash) => {
    expect(ntHash(password).toString('hex')).toBe(hash);
  });
});
