import { isWithin } from '../../ldap/dn.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import type { SearchRequest } from '../../ldap/requests.ts';
import type { OutgoingReference } from '../../ldap/responses.ts';
import { locate } from './locate.ts';
import { namingContexts } from './naming-contexts.ts';
import { noSuchObject } from './refusals.ts';
import type { Reading, Sourced } from './source.ts';
import { isDeleted } from '../store/object.ts';

/** What a search may look at. */
export interface Reach {
  /** Naming contexts below the base too: the global catalog, or SERVER_SEARCH_FLAG_PHANTOM_ROOT. */
  readonly below: boolean;
  readonly deleted: boolean;
}

/** Where a search starts, in one naming context or in several, and how far it goes from each. */
export interface Start {
  readonly bases: readonly Sourced[];
  readonly scope: SearchRequest['scope'];
}

/** A search starts at its base, and where it reaches so far at every naming context below. Throws LdapRefusalError. */
export function startOf(
  { base: name, scope }: Pick<SearchRequest, 'base' | 'scope'>,
  { below, deleted }: Reach,
  reading: Reading,
): Start {
  if (name === '' && below) return fromNowhere(scope, reading);
  const base = locate(name, reading);
  if (!deleted && isDeleted(base.object)) throw new LdapRefusalError(noSuchObject(''));
  if (!below || scope !== 'sub' || base.object.parent !== '') return { bases: [base], scope };
  return { bases: [base, ...heads(reading).filter((head) => isBelow(head, base))], scope };
}

/** Below the name '' stand all naming contexts; directly below it the roots of those that are in no other. */
function fromNowhere(scope: SearchRequest['scope'], reading: Reading): Start {
  const all = heads(reading);
  if (scope === 'sub') return { bases: all, scope };
  return { bases: all.filter((head) => !all.some((other) => isBelow(head, other))), scope: 'base' };
}

function heads(reading: Reading): Sourced[] {
  return namingContexts(reading).map((context) => ({ ...context, object: context.replica.root }));
}

function isBelow({ replica }: Sourced, { replica: above }: Sourced): boolean {
  return replica !== above && isWithin(replica.baseKey, above.baseKey);
}

/** Where a search from a naming context's root goes on: the naming contexts next below it (RFC 4511 section 4.5.3). */
export function continuations(base: Sourced | undefined, reading: Reading): OutgoingReference[] {
  if (base === undefined || base.object.parent !== '') return [];
  const below = heads(reading).filter((head) => isBelow(head, base));
  const next = below.filter((head) => !below.some((other) => isBelow(head, other)));
  return next.map(({ domain, replica }) => {
    const host = (domain ?? reading.domain).names.dns;
    return { references: [`ldap://${host}/${encodeURI(replica.base)}`] };
  });
}
