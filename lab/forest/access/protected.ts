import { sidText } from '../core/identifiers.ts';
import { PROTECTED_BUILTIN, PROTECTED_IN_DOMAIN, PROTECTED_IN_FOREST } from '../domain/well-known-rids.ts';
import { bytesOf, type DirectoryObject } from '../store/object.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { groupSidsOf } from '../topology/membership.ts';

/**
 * Groups of administrators and whoever is in them: what the AdminSDHolder keeps from account operators (Microsoft Learn,
 * "Protected Accounts and Groups in Active Directory").
 */
export function isProtected(
  { forest, domain, dc }: Pick<DirectoryContext, 'forest' | 'domain' | 'dc'>,
  object: DirectoryObject,
): boolean {
  const own = sidText(bytesOf(object, 'objectsid') ?? Buffer.alloc(0));
  const protecting = new Set([
    ...PROTECTED_BUILTIN.map((rid) => `S-1-5-32-${rid}`),
    ...PROTECTED_IN_DOMAIN.map((rid) => `${domain.sid}-${rid}`),
    ...PROTECTED_IN_FOREST.map((rid) => `${forest.root.sid}-${rid}`),
  ]);
  if (own !== undefined && protecting.has(own)) return true;
  return [...groupSidsOf(forest, domain, dc, object)].some((sid) => protecting.has(sid));
}
