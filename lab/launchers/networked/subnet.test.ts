import { expect, test } from 'vitest';
import { addressIn, hostAddress, upperAddress } from './subnet.ts';

test.each([
  ['172.20.0.0/16', 1, '172.20.128.1'],
  ['172.20.0.0/16', 300, '172.20.129.44'],
  ['192.168.16.0/20', 2, '192.168.24.2'],
  ['10.1.2.0/24', 3, '10.1.2.131'],
])('in %s the machine %i of the upper half is %s', (subnet, nth, address) => {
  expect(upperAddress(subnet, nth)).toBe(address);
});

test('the engine has the first address', () => {
  expect(hostAddress('192.168.16.0/20')).toBe('192.168.16.1');
});

test.each([
  ['172.20.0.0/16', ['fe80::1', '172.21.0.2', '172.20.3.4'], '172.20.3.4'],
  ['192.168.16.0/20', ['192.168.32.1', '192.168.31.254'], '192.168.31.254'],
  ['192.168.16.0/20', ['192.168.15.1'], undefined],
])('of addresses, the one in %s is found', (subnet, addresses, found) => {
  expect(addressIn(subnet, addresses)).toBe(found);
});
