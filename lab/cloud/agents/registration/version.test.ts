import { expect, test } from 'vitest';
import { isOlder } from './version.ts';

test.each([
  ['1.5.1742.0', false],
  ['1.5.2482.0', false],
  ['1.5.1742', false],
  ['1.6', false],
  ['2.0.0.0', false],
  ['1.5.1741.9', true],
  ['1.5.643.0', true],
  ['1.5.0999.9', true],
  ['1.4.9999.0', true],
  ['', true],
  ['newest', true],
  ['1.5.1742.0-beta', true],
  ['9'.repeat(20), true],
])('%j is older than 1.5.1742.0: %s', (version, older) => {
  expect(isOlder(version, '1.5.1742.0')).toBe(older);
});
