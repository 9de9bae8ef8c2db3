import type { SearchDone, SearchWalk } from './handler.ts';
import { ResultCode } from './result-codes.ts';

export interface SearchLimits {
  /** Entries at most; 0 for any number. */
  readonly entries: number;
  /** Milliseconds at most; 0 for any time. */
  readonly ms: number;
  readonly now: () => number;
}

/**
 * A walk that ends at its limits, with sizeLimitExceeded once there is one entry more, and with timeLimitExceeded. What
 * was found before that has been answered by then (RFC 4511 section 4.5.2).
 */
export function* limited(
  walk: SearchWalk,
  { entries, ms, now }: SearchLimits,
): Generator<NonNullable<SearchItem> | undefined, SearchDone, undefined> {
  const until = ms === 0 ? Number.POSITIVE_INFINITY : now() + ms;
  let left = entries === 0 ? Number.POSITIVE_INFINITY : entries;
  let ended = false;
  try {
    for (;;) {
      const step = walk.next();
      if (step.done === true) {
        ended = true;
        return step.value;
      }
      if (now() >= until) return { result: { code: ResultCode.timeLimitExceeded } };
      const isEntry = step.value !== undefined && 'dn' in step.value;
      if (isEntry && left-- <= 0) return { result: { code: ResultCode.sizeLimitExceeded } };
      yield step.value;
    }
  } finally {
    if (!ended) walk.return?.();
  }
}

type SearchItem = SearchWalk extends Iterator<infer Item, SearchDone> ? Item : never;
