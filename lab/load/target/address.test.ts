import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ForeignTargetError, isLoopback, readTarget, refuseForeign } from './address.ts';

describe('a target', () => {
  test.each([
    ['https://127.0.0.1:8443', { host: '127.0.0.1', port: 8_443 }],
    ['https://localhost:9000/', { host: '127.0.0.1', port: 9_000 }],
    ['https://127.9.9.9', { host: '127.9.9.9', port: 443 }],
  ])('%s is loopback', (text, address) => {
    expect(readTarget(text)).toEqual(address);
  });

  test.each([
    'https://login.microsoftonline.com',
    'https://10.0.0.1:8443',
    'https://127.0.0.1.example.com',
    'https://localhost.example.com',
    'https://[::ffff:10.0.0.1]:443',
    'https://0.0.0.0:443',
    'https://169.254.169.254',
  ])('%s is refused, and it is said why', (text) => {
    expect(() => readTarget(text)).toThrow(ForeignTargetError);
    expect(() => readTarget(text)).toThrow(/neither this machine's loopback nor a network of the lab/);
  });

  test.each([
    '',
    'x',
    'http://127.0.0.1',
    '127.0.0.1:443',
    'https://127.0.0.1/path',
    'https://a:b@127.0.0.1',
    'https://127.0.0.1/?q',
  ])('%j is no target', (text) => {
    expect(() => readTarget(text)).toThrow(/expected a URL such as/);
  });

  test('of any text is loopback or refused', () => {
    const hosts = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((address) => `[${address}]`),
    );
    fc.assert(
      fc.property(hosts, (host) => {
        try {
          return isLoopback(readTarget(`https://${host}`).host);
        } catch {
          return true;
        }
      }),
    );
  });
});

test('loopback by IPv6 is told what scripts take', () => {
  expect(() => readTarget('https://[::1]:8443')).toThrow(/scripts take IPv4 addresses alone/);
});

test('addresses that the launcher has told are the lab’s own', () => {
  expect(() => refuseForeign('DC1', '172.20.0.5')).toThrow(ForeignTargetError);
  refuseForeign('DC1', '172.20.0.5', new Set(['172.20.0.5']));
});
