import { isWithin } from '../../ldap/dn.ts';
import type { LdapControl, LdapResult } from '../../ldap/message.ts';
import type { ModifyDnRequest } from '../../ldap/requests.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import type { ClassSchema } from '../schema/class-schema.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { DirectoryObject } from '../store/object.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { commit, draftingOf } from './drafting.ts';
import { isFixed, staysPut } from './fixed.ts';
import { keepFree, keepRdn, keepSuperior, newRdnOf } from './new-place.ts';
import { record } from './record.ts';
import { refuse } from './refusals.ts';
import { manages, mayMake, targetOf, type Target } from './target.ts';
import { writingOf, type Writing } from './writing.ts';

const SUCCESS: LdapResult = { code: ResultCode.success };

/** A modify DN request (RFC 4511 section 4.9). Throws LdapRefusalError. */
export function modifyDn(
  context: DirectoryContext,
  request: ModifyDnRequest,
  controls: readonly LdapControl[] = [],
): LdapResult {
  move(writingOf(context, controls), request);
  return SUCCESS;
}

/** Renames an object, moves it, or both; what stands below comes along. */
export function move(writing: Writing, request: Omit<ModifyDnRequest, 'kind'>): void {
  const target = targetOf(request.dn, writing);
  const { object, replica } = target;
  const structural = structuralOf(object);
  if (!manages(writing, object)) refuse('objectRights');
  if (!request.deleteOldRdn) refuse('keepsOldRdn');
  if (staysPut(object, replica)) refuse('cannotMove');
  const rdn = newRdnOf(request.newRdn);
  keepRdn(rdn, structural);
  const parent = parentOf(request.newSuperior, target, structural, writing);
  keepFree({ parent, rdn }, replica, object.id);
  const from = replica.dnOf(object);
  const drafting = draftingOf(writing, object.id, object);
  drafting.draft.set(structural.rdn, [rdn.value]);
  commit(drafting, { parent, rdn });
  const after = replica.get(object.id);
  record(writing, 'object.renamed', from, { to: after === undefined ? '' : replica.dnOf(after) });
}

function structuralOf(object: DirectoryObject): ClassSchema {
  return SCHEMA.structuralOf(object.values('objectclass').map(String)) ?? refuse('noClass');
}

function parentOf(
  superior: string | undefined,
  { object, replica }: Target,
  structural: ClassSchema,
  writing: Writing,
): string {
  if (superior === undefined) return object.parent;
  const wanted = targetOf(superior, writing);
  if (wanted.replica !== replica) refuse('acrossContexts');
  if (!mayMake(writing, structural.name)) refuse('objectRights');
  if (isWithin(replica.keyOf(wanted.object), replica.keyOf(object))) refuse('loop');
  if (isFixed(wanted.object, replica) && wanted.object.values('isdeleted').length > 0) refuse('cannotMove');
  keepSuperior(structural, wanted);
  return wanted.object.id;
}
