/** From and to in lab milliseconds; to is infinite where nothing but an administrator ends it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Milliseconds until `end` that at least one of the spans covers. */
export function covered(spans: readonly Span[], end: number): number {
  let [total, reached] = [0, Number.NEGATIVE_INFINITY];
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    const [begins, ends] = [Math.max(from, reached), Math.min(to, end)];
    if (ends <= begins) continue;
    total += ends - begins;
    reached = ends;
  }
  return total;
}
