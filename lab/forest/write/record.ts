import { abridged } from '../../history/abridge.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { Writing } from './writing.ts';

/** Tells the history of a write: what was written to, by whom, and which attributes; no values. */
export function record(
  { history, dc, caller }: Writing,
  kind: 'object.added' | 'object.modified' | 'object.renamed' | 'object.deleted',
  dn: string,
  more: Readonly<Record<string, string>> = {},
): void {
  history.append({ component: dc, kind, data: { dn: abridged(dn), by: caller.sam, ...more } });
}

/** Names of attributes as the schema spells them. */
export function spelled(keys: Iterable<string>): string {
  return [...keys].map((key) => SCHEMA.attribute(key)?.name ?? key).join(' ');
}
