import { distance } from '../words/nearest.ts';

const SAMPLE = 200;
const ENOUGH = 0.4;

/** The candidate most like what was written, if any is like it at all. */
export function mostLike(written: string, candidates: Iterable<string>): string | undefined {
  let best: { readonly candidate: string; readonly score: number } | undefined;
  for (const candidate of candidates) {
    const score = likeness(written.slice(0, SAMPLE).toLowerCase(), candidate.slice(0, SAMPLE).toLowerCase());
    if (score >= ENOUGH && score > (best?.score ?? 0)) best = { candidate, score };
  }
  return best?.candidate;
}

/** `; did you mean X?`, or nothing. */
export function didYouMean(written: string, candidates: Iterable<string>): string {
  const candidate = mostLike(written, candidates);
  return candidate === undefined ? '' : `; did you mean ${candidate}?`;
}

/** Between 0 and 1: by letters changed for short words, by letter pairs shared for sentences. */
function likeness(a: string, b: string): number {
  return Math.max(1 - distance(a, b) / Math.max(a.length, b.length, 1), sharedPairs(a, b));
}

/** Dice's coefficient over letter pairs. */
function sharedPairs(a: string, b: string): number {
  const left = pairs(a);
  const right = pairs(b);
  const shared = left.filter((pair) => {
    const at = right.indexOf(pair);
    if (at >= 0) right.splice(at, 1);
    return at >= 0;
  });
  const total = left.length + pairs(b).length;
  return total === 0 ? 0 : (2 * shared.length) / total;
}

function pairs(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2));
}
