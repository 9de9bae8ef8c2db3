import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { abridged } from './abridge.ts';

test('what is short stays, what is long is cut', () => {
  expect(abridged('short')).toBe('short');
  expect(abridged('ä'.repeat(300))).toBe('ä'.repeat(256));
});

test('what is cut off is not kept in memory', () => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const heap = (): number => {
    if (typeof collect === 'function') collect();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  const long = (nth: number): string => Buffer.alloc(400_000, 97 + (nth % 26)).toString('latin1');
  const kept = Array.from({ length: 200 }, (_, nth) => abridged(`${long(nth)}${nth}`));
  expect(heap() - before).toBeLessThan(20_000_000);
  expect(kept.every(({ length }) => length === 256)).toBe(true);
});
