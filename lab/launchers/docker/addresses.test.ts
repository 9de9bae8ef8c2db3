import { expect, test } from 'vitest';
import { Addresses } from './addresses.ts';

test('each machine has an address of its own, which it keeps', () => {
  const addresses = new Addresses('172.20.0.0/16');
  expect([addresses.of('EGRESS'), addresses.next(), addresses.of('DC1'), addresses.of('EGRESS')]).toEqual([
    '172.20.128.1',
    '172.20.128.2',
    '172.20.128.3',
    '172.20.128.1',
  ]);
  expect(addresses.table()).toEqual({ egress: '172.20.128.1', dc1: '172.20.128.3' });
});
