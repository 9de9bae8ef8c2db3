import type { LdapControl, LdapResult } from '../../ldap/message.ts';
import type { Change, ModifyRequest } from '../../ldap/requests.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { makeChanges } from './changes.ts';
import { commit, draftingOf } from './drafting.ts';
import { writePassword } from './password-write.ts';
import { isReanimation, reanimate } from './reanimate.ts';
import { record, spelled } from './record.ts';
import { refuse } from './refusals.ts';
import { keepRequired } from './required.ts';
import { keepRules } from './rules.ts';
import { targetOf, type Target } from './target.ts';
import { writingOf, type Writing } from './writing.ts';

const SUCCESS: LdapResult = { code: ResultCode.success };

/** A modify request (RFC 4511 section 4.6). Throws LdapRefusalError. */
export function modify(
  context: DirectoryContext,
  request: ModifyRequest,
  controls: readonly LdapControl[],
): LdapResult {
  change(writingOf(context, controls), request);
  return SUCCESS;
}

/** Changes an object, by all of the changes in their order or by none: values, password, rules, and then the write. */
export function change(writing: Writing, { dn, changes }: Omit<ModifyRequest, 'kind'>): void {
  if (dn === '') refuse('rootOperation');
  const target = targetOf(dn, writing);
  const written = new Set(changes.map(({ type }) => type.toLowerCase().split(';')[0] ?? ''));
  if (isReanimation(changes, target)) reanimate(changes, target, writing);
  else changeLiving(changes, target, writing);
  const { object, replica } = target;
  record(writing, 'object.modified', replica.dnOf(object), { attributes: spelled(written) });
}

function changeLiving(changes: readonly Change[], { object }: Target, writing: Writing): void {
  const drafting = draftingOf(writing, object.id, object);
  makeChanges(changes, drafting);
  writePassword(changes, drafting);
  keepRules(drafting);
  keepRequired(drafting);
  commit(drafting);
}
