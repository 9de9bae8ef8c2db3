import { expect, test } from 'vitest';
import { Callers } from './callers.ts';

test('a caller is known by its address, then by its network, and else by nothing but its address', () => {
  const callers = new Callers();
  callers.introduce('EGRESS', ['172.18.0.3']);
  callers.introduce('INTERNET', ['172.18.0.1', '172.18.0.0/16']);
  expect(callers.nameOf('::ffff:172.18.0.3')).toBe('EGRESS');
  expect(callers.nameOf('172.18.0.1')).toBe('INTERNET');
  expect(callers.nameOf('::ffff:172.18.200.7')).toBe('INTERNET');
  expect(callers.nameOf('172.19.0.7')).toBe('172.19.0.7');
  expect(callers.nameOf('fd00::7')).toBe('fd00::7');
  expect(callers.nameOf(undefined)).toBe('unknown');
  callers.introduce('INTERNET', ['172.18.0.1']);
  expect(callers.nameOf('172.18.200.7')).toBe('172.18.200.7');
});
