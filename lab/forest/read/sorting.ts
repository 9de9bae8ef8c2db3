import type { SortKey } from '../../ldap/search-controls.ts';
import { normalized, inOrder } from '../schema/comparison.ts';
import { SCHEMA } from '../schema/schema.ts';
import { valuesOf } from './attribute-values.ts';
import type { Reading, Sourced } from './source.ts';

/** Entries that are sorted at most (MaxTempTableSize). */
export const MOST_SORTED = 10_000;

/** Order by the keys of a sort request; who lacks a key comes last (RFC 2891 section 2). */
export function sortedBy(keys: readonly SortKey[], sources: readonly Sourced[], reading: Reading): Sourced[] {
  const columns = keys.flatMap(({ attribute: name, reverse }) => {
    const attribute = SCHEMA.attribute(name);
    return attribute === undefined ? [] : [{ attribute, reverse }];
  });
  const rows = sources.map((source) => ({
    source,
    values: columns.map(({ attribute }) => {
      const value = valuesOf(attribute, source, reading)[0];
      return value === undefined ? undefined : normalized(attribute, value);
    }),
  }));
  rows.sort((one, other) => {
    for (const [nth, { attribute, reverse }] of columns.entries()) {
      const order = lastWithout(one.values[nth], other.values[nth], (a, b) => inOrder(attribute, a, b));
      if (order !== 0) return reverse ? -order : order;
    }
    return 0;
  });
  return rows.map(({ source }) => source);
}

function lastWithout(
  one: string | undefined,
  other: string | undefined,
  order: (a: string, b: string) => number,
): number {
  if (one === undefined || other === undefined)
    return Number(one === undefined) - Number(other === undefined);
  return order(one, other);
}
