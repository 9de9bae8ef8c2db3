import type { LdapControl, LdapResult } from '../../ldap/message.ts';
import { Oid } from '../../ldap/oids.ts';
import type { Change, ModifyRequest } from '../../ldap/requests.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { accountOf } from '../domain/account.ts';
import { unlock } from '../logon/lockout.ts';
import type { Sourced } from '../read/source.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { normalized } from '../schema/comparison.ts';
import { isBackLink, isForwardLink, SCHEMA } from '../schema/schema.ts';
import { numberOf, type Value, type Values } from '../store/object.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { keepRules, type Draft } from './account-rules.ts';
import { keepGroupRules } from './group-rules.ts';
import { passwordWrite } from './password-write.ts';
import { record } from './record.ts';
import { refuse, refuseAttribute } from './refusals.ts';
import { storedValues } from './stored-values.ts';
import { mayWrite, targetOf, writingOf, type Writing } from './target.ts';

const SUCCESS: LdapResult = { code: ResultCode.success };

/** Changes an object: all of the changes, in their order, or none. Throws LdapRefusalError. */
export function modify(
  context: DirectoryContext,
  request: ModifyRequest,
  controls: readonly LdapControl[],
): LdapResult {
  const writing = writingOf(context);
  const target = targetOf(request.dn, writing);
  const has = (...oids: string[]): boolean => controls.some(({ oid }) => oids.includes(oid));
  const draft = draftOf(request.changes, target, writing, has(Oid.permissiveModify));
  const named = new Set(draft.keys());
  const withHistory = has(Oid.policyHints, Oid.policyHintsDeprecated);
  const password = passwordWrite(request.changes, target, writing, withHistory);
  for (const [key, values] of password ?? []) draft.set(key, values);
  const minPasswordLength = numberOf(writing.domain.at(writing.dc).root, 'minpwdlength');
  keepRules({ writing, before: target.object, id: target.object.id, draft, named, minPasswordLength });
  commit(draft, target, writing);
  const attributes = [...named, ...(password === undefined ? [] : ['unicodepwd'])];
  const names = attributes.map((key) => SCHEMA.attribute(key)?.name ?? key).join(' ');
  record(writing, 'object.modified', target.replica.dnOf(target.object), { attributes: names });
  return SUCCESS;
}

function draftOf(changes: readonly Change[], target: Sourced, writing: Writing, permissive: boolean): Draft {
  const draft: Draft = new Map();
  for (const change of changes) {
    const attribute = writable(change, target, writing);
    if (attribute === undefined) continue;
    const { key } = attribute;
    const before = draft.get(key) ?? target.object.values(key);
    draft.set(key, after(before, change, attribute, { target, writing, permissive }));
  }
  return draft;
}

/** The attribute that a change is about; undefined for the password, which goes its own way. */
function writable({ type }: Change, target: Sourced, writing: Writing): AttributeSchema | undefined {
  const attribute = SCHEMA.attribute(type);
  if (attribute === undefined) refuse('unknownAttribute');
  const { key } = attribute;
  if (key === 'unicodepwd') return undefined;
  if (!mayWrite(writing, target, attribute)) refuse('rights');
  if (key === target.object.rdn.type.toLowerCase() || key === 'name') refuse('rdnChange');
  if (key === 'objectclass') refuse('classChange');
  if (attribute.systemOnly || isBackLink(attribute)) refuse('systemOnly');
  const { must, may } = SCHEMA.allowed(target.object.values('objectclass').map(String));
  if (!must.has(key) && !may.has(key)) refuse('notAllowedByClass');
  return attribute;
}

interface Surroundings {
  readonly target: Sourced;
  readonly writing: Writing;
  readonly permissive: boolean;
}

function after(
  before: Values,
  change: Change,
  attribute: AttributeSchema,
  surroundings: Surroundings,
): Values {
  const given = storedValues({ ...attribute, singleValued: false }, change.values, surroundings.writing);
  const wanted = changed(before, change, given, attribute, surroundings);
  if (attribute.singleValued && wanted.length > 1) refuseAttribute('multiple', attribute.name);
  return wanted;
}

function changed(
  before: Values,
  { kind }: Change,
  given: Values,
  attribute: AttributeSchema,
  { target, writing, permissive }: Surroundings,
): Values {
  if (attribute.key === 'member' && kind !== 'delete') {
    const { object } = target;
    keepGroupRules({ id: object.id, groupType: numberOf(object, 'grouptype') }, given, writing);
  }
  if (kind === 'replace') return given;
  const isIn = (values: Values, value: Value): boolean =>
    values.some((each) => keyOf(attribute, each) === keyOf(attribute, value));
  if (kind === 'add') {
    const fresh = given.filter((value) => !isIn(before, value));
    if (fresh.length < given.length && !permissive) return refusePresent(attribute);
    return [...before, ...fresh];
  }
  const missing = given.some((value) => !isIn(before, value)) || (given.length === 0 && before.length === 0);
  if (missing && !permissive) return refuseAbsent(attribute);
  return given.length === 0 ? [] : before.filter((value) => !isIn(given, value));
}

function refusePresent({ key, name }: AttributeSchema): never {
  return key === 'member' ? refuse('memberAlready') : refuseAttribute('present', name);
}

function refuseAbsent({ key, name }: AttributeSchema): never {
  return key === 'member' ? refuse('notMember') : refuseAttribute('absent', name);
}

/** Links are kept as ids, which are equal or not. */
function keyOf(attribute: AttributeSchema, value: Value): string | undefined {
  return isForwardLink(attribute) ? String(value) : normalized(attribute, value);
}

function commit(draft: Draft, { object }: Sourced, { domain, dc, history }: Writing): void {
  const account = accountOf(object);
  if (draft.delete('lockouttime') && account !== undefined && unlock(domain, dc, account)) {
    const data = { account: account.sam, ...(account.upn && { upn: account.upn }), by: 'administrator' };
    history.append({ component: dc, kind: 'account.unlocked', data });
  }
  if (draft.size > 0) domain.write(dc, { id: object.id, values: draft });
}
