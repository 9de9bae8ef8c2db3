import type { LdapControl } from '../../ldap/message.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { listWindowResponse, type ListWindow } from '../../ldap/virtual-list-view.ts';
import { inOrder } from '../schema/comparison.ts';
import { wantedKey } from './filter.ts';
import type { Ranked, SortOrder } from './sorting.ts';
import type { Reading, Sourced } from './source.ts';

export interface Shown {
  readonly sources: readonly Sourced[];
  readonly control: LdapControl;
}

/** A part of a sorted list round a place in it ([MS-ADTS] 3.1.1.3.4.1.17). */
export function shownThrough(
  { before, after, target }: ListWindow,
  rows: readonly Ranked[],
  order: SortOrder,
  reading: Reading,
): Shown {
  const count = rows.length;
  const position =
    'from' in target
      ? placeOf(target.from, rows, order, reading)
      : scaled(target.offset, target.count, count);
  const start = Math.max(position - 1 - Math.max(before, 0), 0);
  const end = Math.min(position + Math.max(after, 0), count);
  return {
    sources: rows.slice(start, end).map(({ source }) => source),
    control: listWindowResponse({ position, count, code: ResultCode.success }),
  };
}

/** The client's place in a list of the length it knows, in the list as it is; from 1, at most one beyond the end. */
function scaled(offset: number, known: number, count: number): number {
  if (offset <= 1) return Math.min(1, count);
  const place = known <= 0 ? offset : Math.round((offset * count) / known);
  return Math.min(Math.max(place, 1), count);
}

/** The place of the first entry that is not before a value. */
function placeOf(
  from: Buffer,
  rows: readonly Ranked[],
  { attribute, reverse }: SortOrder,
  reading: Reading,
): number {
  const wanted = wantedKey(attribute, from, reading);
  const found = rows.findIndex(({ key }) => {
    if (key === undefined || wanted === undefined) return true;
    const order = inOrder(attribute, key, wanted);
    return reverse ? order <= 0 : order >= 0;
  });
  return (found < 0 ? rows.length : found) + 1;
}
