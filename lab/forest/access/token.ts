import { sidText } from '../core/identifiers.ts';
import type { Domain } from '../domain/domain.ts';
import { bytesOf, type DirectoryObject } from '../store/object.ts';
import type { Forest } from '../topology/forest.ts';
import { isSecurityGroup, membershipsOf } from '../topology/membership.ts';

const EVERYONE = 'S-1-1-0';
const AUTHENTICATED_USERS = 'S-1-5-11';
const BUILTIN = 'S-1-5-32-';

/**
 * SIDs in the token of somebody who has logged on: all security groups, and what everybody is. Groups under CN=Builtin
 * have the same SIDs in every domain, so that only those of the account's own domain count.
 */
export function tokenSids(
  forest: Forest,
  domain: Domain,
  dc: string,
  object: DirectoryObject,
): ReadonlySet<string> {
  const sids = new Set([EVERYONE, AUTHENTICATED_USERS]);
  for (const { group, domain: holder } of membershipsOf(forest, domain, dc, object).values()) {
    const sid = sidText(bytesOf(group, 'objectsid') ?? Buffer.alloc(0));
    if (sid === undefined || !isSecurityGroup(group)) continue;
    if (holder === domain || !sid.startsWith(BUILTIN)) sids.add(sid);
  }
  return sids;
}
