import { isWithin } from '../../ldap/dn.ts';
import type { OutgoingEntry, OutgoingReference } from '../../ldap/responses.ts';
import type { SearchRequest } from '../../ldap/requests.ts';
import { textOf, type DirectoryObject } from '../store/object.ts';
import type { Test } from './filter.ts';
import { candidatesFor } from './plan.ts';
import type { Reading, Sourced } from './source.ts';

/** What a walk needs of a search. */
export interface WalkOrder {
  readonly base: Sourced;
  readonly request: Pick<SearchRequest, 'scope' | 'filter'>;
  readonly test: Test;
  readonly showDeleted: boolean;
}

/** Objects passed over between two turns of the event loop. */
const STRIDE = 1_000;

/** Everything in scope that passes the filter, and undefined now and then to let others have a turn. */
export function* matching(order: WalkOrder, reading: Reading): Generator<Sourced | undefined, undefined> {
  let passed = 0;
  for (const source of inScope(order, reading)) {
    if (++passed % STRIDE === 0) yield undefined;
    if (!order.showDeleted && isDeleted(source.object)) continue;
    if (order.test(source)) yield source;
  }
}

function* inScope({ base, request }: WalkOrder, reading: Reading): Generator<Sourced, undefined> {
  if (request.scope === 'base') return yield base;
  for (const start of startsOf(base, request.scope, reading)) {
    const { replica, domain } = start;
    const known = candidatesFor(request.filter, replica, reading);
    const objects =
      known === undefined
        ? walk(start, request.scope)
        : known.filter((each) => isBelow(each, start, request.scope));
    for (const each of objects) yield { object: each, replica, domain };
  }
}

function walk({ object, replica }: Sourced, scope: SearchRequest['scope']): Iterable<DirectoryObject> {
  return scope === 'one' ? replica.children(object.id) : replica.subtree(object.id);
}

function isBelow(
  object: DirectoryObject,
  { object: base, replica }: Sourced,
  scope: SearchRequest['scope'],
): boolean {
  if (scope === 'one') return object.parent === base.id;
  return base.parent === '' || isWithin(replica.keyOf(object), replica.keyOf(base));
}

/** The global catalog searches on in the domains below; a domain's own port answers with references to them. */
function startsOf(
  base: Sourced,
  scope: SearchRequest['scope'],
  { globalCatalog, forest, domain, dc }: Reading,
): Sourced[] {
  if (!globalCatalog || scope !== 'sub' || base.object.parent !== '') return [base];
  const below = forest
    .replicasFor(domain, dc)
    .filter(({ replica }) => replica !== base.replica && isWithin(replica.baseKey, base.replica.baseKey));
  return [
    base,
    ...below.map(({ domain: each, replica }) => ({ domain: each, replica, object: replica.root })),
  ];
}

function isDeleted(object: DirectoryObject): boolean {
  return textOf(object, 'isdeleted') === 'TRUE';
}

/** Where a search from the domain's root goes on: its subordinate naming contexts (RFC 4511 section 4.5.3). */
export function continuations(
  base: Sourced,
  { forest, domain, globalCatalog }: Reading,
): OutgoingReference[] {
  if (globalCatalog || base.object.parent !== '' || base.domain !== domain) return [];
  const host = domain.names.dns;
  const children = forest.domains.filter((each) => each !== domain && isWithin(each.baseKey, domain.baseKey));
  const below = children.map((each) => `ldap://${each.names.dns}/${each.base}`);
  const configuration = domain === forest.root ? [`ldap://${host}/${forest.configurationDn}`] : [];
  return [...below, ...configuration].map((reference) => ({ references: [reference] }));
}

export type Found = OutgoingEntry | OutgoingReference | undefined;
