import type { Value } from '../store/object.ts';

/** Answers kept at most: an attribute of more values is asked anew each time. */
const MOST = 1_000;

/** A test that knows its answers for texts seen before: of millions, most have the same few titles, classes and categories. */
export function remembered(test: (value: Value) => boolean): (value: Value) => boolean {
  const known = new Map<string, boolean>();
  return (value) => {
    if (typeof value !== 'string') return test(value);
    const before = known.get(value);
    if (before !== undefined) return before;
    const answer = test(value);
    if (known.size < MOST) known.set(value, answer);
    return answer;
  };
}
