import { expect, test } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';

test.each([
  ['500ms', 500],
  ['90s', 90_000],
  ['15m', 900_000],
  ['12h', 43_200_000],
  ['2d', 172_800_000],
  ['1h30m', 5_400_000],
  ['0s', 0],
  ['1.5h', 5_400_000],
])('%s is %i ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', '12', 'h', '-1h', '12 hours ago', '1h x', 'h1'])('"%s" is refused with an example', (text) => {
  expect(() => parseDuration(text)).toThrow('such as 500ms');
});

test.each([
  [250, '250ms'],
  [90_000, '1m 30s'],
  [43_200_000, '12h'],
  [90_061_000, '1d 1h'],
])('%i ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
