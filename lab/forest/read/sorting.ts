import { LdapRefusalError } from '../../ldap/errors.ts';
import type { LdapControl } from '../../ldap/message.ts';
import { Oid } from '../../ldap/oids.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { sortKeysOf } from '../../ldap/search-controls.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { inOrder, normalized } from '../schema/comparison.ts';
import { SCHEMA } from '../schema/schema.ts';
import { valuesOf } from './attribute-values.ts';
import { ReadRefusal } from './refusals.ts';
import type { Reading, Sourced } from './source.ts';

/** Entries that are sorted at most (MaxTempTableSize). */
export const MOST_SORTED = 10_000;

export interface SortOrder {
  readonly attribute: AttributeSchema;
  readonly reverse: boolean;
}

/** How a search is to be sorted; without an order when it cannot be, and the code says why. */
export interface Sorting {
  readonly order: SortOrder | undefined;
  /** LDAP result code for the response control. */
  readonly code: number;
}

/**
 * What a sort request asks for (RFC 2891), undefined without one. Active Directory sorts by a single key (Microsoft
 * Learn, LDAPSortKey). Throws LdapRefusalError when it cannot be had and is critical.
 */
export function sortingOf(controls: readonly LdapControl[]): Sorting | undefined {
  const keys = sortKeysOf(controls);
  if (keys === undefined) return undefined;
  const [key] = keys;
  const attribute = key && SCHEMA.attribute(key.attribute);
  if (attribute !== undefined && keys.length === 1 && !attribute.constructed) {
    return { order: { attribute, reverse: key?.reverse === true }, code: ResultCode.success };
  }
  const critical = controls.some(({ oid, critical }) => oid === Oid.sortRequest && critical);
  if (critical) throw new LdapRefusalError(ReadRefusal.sorting);
  const code = attribute === undefined ? ResultCode.noSuchAttribute : ResultCode.unwillingToPerform;
  return { order: undefined, code };
}

/** An entry and the key that it is sorted by. */
export interface Ranked {
  readonly source: Sourced;
  /** Undefined for who lacks the attribute. */
  readonly key: string | undefined;
}

/** In order; who lacks the key comes last, as the largest (RFC 2891 section 2.2). */
export function ranked(order: SortOrder, sources: readonly Sourced[], reading: Reading): Ranked[] {
  const { attribute, reverse } = order;
  const rows = sources.map((source) => {
    const value = valuesOf(attribute, source, reading)[0];
    return { source, key: value === undefined ? undefined : normalized(attribute, value) };
  });
  const direction = reverse ? -1 : 1;
  return rows.sort((one, other) => direction * compareKeys(attribute, one.key, other.key));
}

function compareKeys(attribute: AttributeSchema, one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined)
    return Number(one === undefined) - Number(other === undefined);
  return inOrder(attribute, one, other);
}
