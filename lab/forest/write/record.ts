import type { Writing } from './target.ts';

const LONGEST = 256;

/** Tells the history of a write: what was written to, by whom, and which attributes; no values. */
export function record(
  { history, dc, caller }: Writing,
  kind: 'object.added' | 'object.modified' | 'object.renamed' | 'object.deleted',
  dn: string,
  more: Readonly<Record<string, string>> = {},
): void {
  history.append({ component: dc, kind, data: { dn: dn.slice(0, LONGEST), by: caller.sam, ...more } });
}
