import { isWithin } from '../../ldap/dn.ts';
import type { Filter } from '../../ldap/filter.ts';
import type { Scope } from '../../ldap/message.ts';
import type { OutgoingEntry, OutgoingReference } from '../../ldap/responses.ts';
import { isDeleted, type DirectoryObject } from '../store/object.ts';
import type { Test } from './filter.ts';
import { candidatesFor } from './plan.ts';
import type { Reading, Sourced } from './source.ts';

/** What a walk needs of a search. */
export interface WalkOrder {
  /** Where it starts: in one naming context, or in each of several. */
  readonly bases: readonly Sourced[];
  readonly scope: Scope;
  readonly filter: Filter;
  readonly test: Test;
  readonly showDeleted: boolean;
}

/** Objects passed over between two turns of the event loop, by a filter of one condition. */
const STRIDE = 1_000;
const CONDITIONS_OF_ANR = 12;

/** Everything in scope that passes the filter, and undefined now and then to let others have a turn. */
export function* matching(order: WalkOrder, reading: Reading): Generator<Sourced | undefined, undefined> {
  const stride = Math.max(1, Math.floor(STRIDE / conditionsOf(order.filter)));
  let passed = 0;
  for (const source of inScope(order, reading)) {
    if (++passed % stride === 0) yield undefined;
    if (!order.showDeleted && isDeleted(source.object)) continue;
    if (order.test(source)) yield source;
  }
}

/** What a filter compares with each object; a name that is looked for everywhere counts as often. */
function conditionsOf(filter: Filter): number {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.reduce((sum, each) => sum + conditionsOf(each), 1);
    case 'not':
      return conditionsOf(filter.filter);
    case 'present':
    case 'extensible':
      return 1;
    default:
      return filter.attribute.toLowerCase() === 'anr' ? CONDITIONS_OF_ANR : 1;
  }
}

function* inScope({ bases, scope, filter }: WalkOrder, reading: Reading): Generator<Sourced, undefined> {
  if (scope === 'base') return yield* bases;
  for (const start of bases) {
    const { replica, domain } = start;
    const known = candidatesFor(filter, replica, reading);
    const objects =
      known === undefined ? walk(start, scope) : known.filter((each) => isBelow(each, start, scope));
    for (const each of objects) yield { object: each, replica, domain };
  }
}

function walk({ object, replica }: Sourced, scope: Scope): Iterable<DirectoryObject> {
  return scope === 'one' ? replica.children(object.id) : replica.subtree(object.id);
}

function isBelow(object: DirectoryObject, { object: base, replica }: Sourced, scope: Scope): boolean {
  if (scope === 'one') return object.parent === base.id;
  return base.parent === '' || isWithin(replica.keyOf(object), replica.keyOf(base));
}

export type Found = OutgoingEntry | OutgoingReference | undefined;
