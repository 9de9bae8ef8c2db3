import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPermutation } from './permutation.ts';

test('takes every number to a place of its own, and back', () => {
  const sizes = fc.integer({ min: 1, max: 3_000 });
  fc.assert(
    fc.property(sizes, fc.string(), fc.nat(), (size, seed, shuffle) => {
      const { at, indexOf } = createPermutation(size, seed, 'test');
      const places = Array.from({ length: size }, (_, index) => at(index, shuffle));
      expect(new Set(places).size).toBe(size);
      expect(Math.max(...places)).toBe(size - 1);
      expect(places.map((place) => indexOf(place, shuffle))).toEqual(places.map((_, index) => index));
    }),
    { numRuns: 50 },
  );
});

test('neighbours part, and another seed or shuffle goes another way', () => {
  const order = (seed: string, shuffle: number): number[] => {
    const { at } = createPermutation(1_000_000, seed, 'test');
    return Array.from({ length: 100 }, (_, index) => at(index, shuffle));
  };
  const one = order('seed', 0);
  const steps = one.map((place, index) => Math.abs(place - (one[index - 1] ?? place)));
  expect(steps.filter((step) => step > 10_000).length).toBeGreaterThan(90);
  for (const other of [order('other', 0), order('seed', 1)])
    expect(other.filter((place, index) => place === one[index]).length).toBeLessThan(3);
});
