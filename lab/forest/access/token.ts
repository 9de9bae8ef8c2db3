import type { Domain } from '../domain/domain.ts';
import type { DirectoryObject } from '../store/object.ts';
import type { Forest } from '../topology/forest.ts';
import { groupSidsOf } from '../topology/membership.ts';

const EVERYONE = 'S-1-1-0';
const AUTHENTICATED_USERS = 'S-1-5-11';

/** SIDs in the token of somebody who has logged on: the security groups that count there, and what everybody is. */
export function tokenSids(
  forest: Forest,
  domain: Domain,
  dc: string,
  object: DirectoryObject,
): ReadonlySet<string> {
  return new Set([EVERYONE, AUTHENTICATED_USERS, ...groupSidsOf(forest, domain, dc, object)]);
}
