import type { LdapControl, LdapResult } from '../../ldap/message.ts';
import type { DeleteRequest } from '../../ldap/requests.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import type { DirectoryObject } from '../store/object.ts';
import type { Replica } from '../store/replica.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { isCritical, isFixed } from './fixed.ts';
import { record } from './record.ts';
import { refuse } from './refusals.ts';
import { manages, targetOf, type Target } from './target.ts';
import { bury } from './tombstone.ts';
import { writingOf, type Writing } from './writing.ts';

export { bury };

const SUCCESS: LdapResult = { code: ResultCode.success };

/** Objects that one tree delete takes away at most ([MS-ADTS] 3.1.1.5.5.7.3). */
const MOST_AT_ONCE = 16_384;

/** A delete request (RFC 4511 section 4.8). Throws LdapRefusalError. */
export function remove(
  context: DirectoryContext,
  { dn }: DeleteRequest,
  controls: readonly LdapControl[],
): LdapResult {
  erase(writingOf(context, controls), dn);
  return SUCCESS;
}

/** Makes a tombstone of an object, and with the tree-delete control of all below it. */
export function erase(writing: Writing, dn: string, most = MOST_AT_ONCE): void {
  const target = targetOf(dn, writing);
  const { object, replica } = target;
  if (!manages(writing, object)) refuse('objectRights');
  if (isKept(object, replica)) refuse('cannotDelete');
  if (!writing.treeDelete && replica.hasChildren(object.id)) refuse('hasChildren');
  const name = replica.dnOf(object);
  const { forest, domain, dc } = writing;
  const holders = forest.replicasFor(domain, dc);
  for (const each of writing.treeDelete ? leavesFirst(target, most) : [object]) {
    bury(domain, dc, each, replica, holders);
  }
  if (replica.get(object.id)?.values('isdeleted').length === 0) refuse('treeNotFinished');
  record(writing, 'object.deleted', name);
}

/** What stands below before what it stands under, and no more than one delete takes. */
function leavesFirst({ object, replica }: Target, most: number): DirectoryObject[] {
  const found: DirectoryObject[] = [];
  const gather = (each: DirectoryObject): void => {
    if (isKept(each, replica)) refuse('cannotDelete');
    for (const child of replica.children(each.id)) {
      if (found.length >= most) return;
      gather(child);
    }
    if (found.length < most) found.push(each);
  };
  gather(object);
  return found;
}

function isKept(object: DirectoryObject, replica: Replica): boolean {
  return isFixed(object, replica) || isCritical(object);
}
