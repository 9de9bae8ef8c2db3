import { splitName } from '../../ldap/dn.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import type { AttributeValues, LdapControl, LdapResult } from '../../ldap/message.ts';
import type { AddRequest } from '../../ldap/requests.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { PasswordRefusal } from '../passwords/refusals.ts';
import { weaknessOf } from '../passwords/quality.ts';
import { passwordValues } from '../passwords/stored-password.ts';
import { badName } from '../read/refusals.ts';
import type { Sourced } from '../read/source.ts';
import type { ClassSchema } from '../schema/class-schema.ts';
import { isBackLink, SCHEMA } from '../schema/schema.ts';
import { numberOf, type Rdn, type Values } from '../store/object.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { keepRules, type Draft } from './account-rules.ts';
import { fillIn } from './defaults.ts';
import { keepGroupRules } from './group-rules.ts';
import { clear } from './password-write.ts';
import { record } from './record.ts';
import { refuse, refuseWith } from './refusals.ts';
import { storedValues } from './stored-values.ts';
import { targetOf, writingOf, type Writing, manages } from './target.ts';

const SUCCESS: LdapResult = { code: ResultCode.success };
const LONGEST_RDN = 64;

/** Makes an object: place, class, values, rules, and then the write. Throws LdapRefusalError. */
export function add(
  context: DirectoryContext,
  request: AddRequest,
  _controls: readonly LdapControl[],
): LdapResult {
  const writing = writingOf(context);
  const { parent, rdn } = placeOf(request.dn, writing);
  const type = classOf(request.attributes);
  keepPlace(type, parent, rdn, writing);
  const id = writing.domain.newId();
  const draft = draftOf(request.attributes, type, writing);
  fillIn(draft, type, rdn, writing, id);
  const named = new Set(request.attributes.map(({ type: name }) => SCHEMA.attribute(name)?.key ?? ''));
  const minPasswordLength = numberOf(writing.domain.at(writing.dc).root, 'minpwdlength');
  setPassword(draft, request.attributes, writing);
  keepRules({ writing, before: undefined, id, draft, named: samNamed(named, draft), minPasswordLength });
  keepGroupRules(
    { id, groupType: Number(draft.get('grouptype')?.[0] ?? 0) },
    draft.get('member') ?? [],
    writing,
  );
  keepMust(draft, type);
  writing.domain.write(writing.dc, { id, place: { parent: parent.object.id, rdn }, values: draft });
  record(writing, 'object.added', request.dn, { class: type.name });
  return SUCCESS;
}

/** A new account's name is checked though nobody has named it. */
function samNamed(named: ReadonlySet<string>, draft: Draft): ReadonlySet<string> {
  return draft.has('samaccountname') ? new Set([...named, 'samaccountname']) : named;
}

function placeOf(dn: string, writing: Writing): { readonly parent: Sourced; readonly rdn: Rdn } {
  const split = splitName(dn);
  if (split === undefined) throw new LdapRefusalError(badName(dn));
  const parent = targetOf(split.parent, writing);
  return { parent, rdn: { type: split.type.toUpperCase(), value: split.value } };
}

function classOf(attributes: readonly AttributeValues[]): ClassSchema {
  const given = attributes
    .filter(({ type }) => type.toLowerCase() === 'objectclass')
    .flatMap(({ values }) => values);
  if (given.length === 0) refuse('noClass');
  const names = given.map(String);
  if (names.some((name) => SCHEMA.class(name) === undefined)) refuse('unknownClass');
  const structural = SCHEMA.structuralOf(names);
  return structural?.kind === 'structural' ? structural : refuse('noClass');
}

function keepPlace(type: ClassSchema, parent: Sourced, rdn: Rdn, writing: Writing): void {
  if (!manages(writing, parent)) refuse('rights');
  if (rdn.type.toLowerCase() !== type.rdn || rdn.value.length > LONGEST_RDN) refuse('badRdn');
  if (parent.replica.child(parent.object.id, `${rdn.type}=${rdn.value}`.toLowerCase()) !== undefined)
    refuse('exists');
  if (!SCHEMA.mayHold(parent.object.values('objectclass').map(String), type)) refuse('badSuperior');
}

function draftOf(attributes: readonly AttributeValues[], type: ClassSchema, writing: Writing): Draft {
  const chain = SCHEMA.chain(type.name);
  const { must, may } = SCHEMA.allowed(chain);
  const draft: Draft = new Map<string, Values>([['objectclass', chain]]);
  for (const { type: name, values } of attributes) {
    const attribute = SCHEMA.attribute(name);
    if (attribute === undefined) refuse('unknownAttribute');
    const { key } = attribute;
    if (key === 'objectclass' || key === 'unicodepwd') continue;
    if (attribute.systemOnly || isBackLink(attribute)) refuse('systemOnly');
    if (!must.has(key) && !may.has(key)) refuse('notAllowedByClass');
    if (values.length > 0) draft.set(key, storedValues(attribute, values, writing));
  }
  return draft;
}

function setPassword(draft: Draft, attributes: readonly AttributeValues[], writing: Writing): void {
  const given = attributes.find(({ type }) => type.toLowerCase() === 'unicodepwd');
  if (given === undefined) return;
  if (!writing.secure) refuseWith(PasswordRefusal.insecure);
  const password = clear(given.values);
  const { password: policy } = writing.domain.policyAt(writing.dc);
  const sam = draft.get('samaccountname')?.[0]?.toString() ?? '';
  const displayName = draft.get('displayname')?.[0]?.toString();
  if (weaknessOf(password, policy, { sam, displayName }) !== undefined) refuseWith(PasswordRefusal.policy);
  const { historyLength } = policy;
  const set = passwordValues(undefined, { password, pwdLastSet: writing.domain.now(), historyLength });
  for (const [key, values] of set) draft.set(key, values);
}

/** Values that the class demands and nobody gave or filled in. */
function keepMust(draft: Draft, type: ClassSchema): void {
  const { must } = SCHEMA.allowed(SCHEMA.chain(type.name));
  const missing = [...must].filter((key) => !draft.has(key) && key !== 'ntsecuritydescriptor');
  if (missing.length > 0) refuse('missingAttribute');
}
