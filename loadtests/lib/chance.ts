/** Choices that follow from a seed alone, so that two runs offer the same load: a number from 0 up to 1. */
export function chanceOf(seed: string, index: number): number {
  let state = index | 0;
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 0x01000193);
  // The finisher of MurmurHash3, public domain.
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return ((state ^ (state >>> 16)) >>> 0) / 2 ** 32;
}

/** The first whose share of the total covers the draw. Throws RangeError when all weights are nothing. */
export function weighted<T>(choices: readonly (readonly [T, number])[], draw: number): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = draw * total;
  for (const [value, weight] of choices) {
    if (left < weight) return value;
    left -= weight;
  }
  throw new RangeError('every weight is 0');
}
