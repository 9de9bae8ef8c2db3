import { isWithin, splitName } from '../../ldap/dn.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import type { LdapResult } from '../../ldap/message.ts';
import type { ModifyDnRequest } from '../../ldap/requests.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { badName } from '../read/refusals.ts';
import type { Sourced } from '../read/source.ts';
import { SCHEMA } from '../schema/schema.ts';
import { textOf, type Rdn } from '../store/object.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { record } from './record.ts';
import { refuse } from './refusals.ts';
import { manages, targetOf, writingOf, type Writing } from './target.ts';

/** Renames an object, moves it, or both; what stands below comes along. Throws LdapRefusalError. */
export function modifyDn(context: DirectoryContext, request: ModifyDnRequest): LdapResult {
  const writing = writingOf(context);
  const target = targetOf(request.dn, writing);
  const { object, replica } = target;
  if (!manages(writing, target)) refuse('rights');
  if (!request.deleteOldRdn) refuse('keepsOldRdn');
  if (object.parent === '' || textOf(object, 'iscriticalsystemobject') === 'TRUE') refuse('critical');
  const rdn = rdnOf(request.newRdn, target);
  const parent = parentOf(request, target, writing);
  const there = replica.child(parent, `${rdn.type}=${rdn.value}`.toLowerCase());
  if (there !== undefined && there.id !== object.id) refuse('exists');
  const from = replica.dnOf(object);
  const values = new Map([[rdn.type.toLowerCase(), [rdn.value]]]);
  writing.domain.write(writing.dc, { id: object.id, place: { parent, rdn }, values });
  const after = replica.get(object.id);
  record(writing, 'object.renamed', from, { to: after === undefined ? '' : replica.dnOf(after) });
  return { code: ResultCode.success };
}

function rdnOf(text: string, { object }: Sourced): Rdn {
  const split = splitName(text);
  if (split === undefined || split.parent !== '') throw new LdapRefusalError(badName(text));
  if (split.type.toLowerCase() !== object.rdn.type.toLowerCase() || split.value.length > 64) refuse('badRdn');
  return { type: object.rdn.type, value: split.value };
}

function parentOf({ newSuperior }: ModifyDnRequest, { object, replica }: Sourced, writing: Writing): string {
  if (newSuperior === undefined) return object.parent;
  const superior = targetOf(newSuperior, writing);
  if (superior.replica !== replica) refuse('acrossDomains');
  if (isWithin(replica.keyOf(superior.object), replica.keyOf(object))) refuse('loop');
  const type = SCHEMA.structuralOf(object.values('objectclass').map(String));
  const holders = superior.object.values('objectclass').map(String);
  if (type === undefined || !SCHEMA.mayHold(holders, type)) refuse('badSuperior');
  return superior.object.id;
}
