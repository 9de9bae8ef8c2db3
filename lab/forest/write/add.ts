import type { AttributeValues, LdapControl, LdapResult } from '../../ldap/message.ts';
import type { AddRequest } from '../../ldap/requests.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { ObjectId } from '../store/object.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { refuseAttribute } from './attribute-refusals.ts';
import { fillIn } from './defaults.ts';
import { classesIn, commit, draftingOf, type Drafting } from './drafting.ts';
import { newClassOf } from './new-class.ts';
import { keepFree, keepRdn, keepSuperior, newPlaceOf } from './new-place.ts';
import { firstPassword } from './password-write.ts';
import { record } from './record.ts';
import { refuse } from './refusals.ts';
import { keepRequired } from './required.ts';
import { keepRules } from './rules.ts';
import { equalityKey, storedValues } from './stored-values.ts';
import { mayMake } from './target.ts';
import { keepAllowed, keepWritable, namedAttribute } from './writable.ts';
import { writingOf, type Writing } from './writing.ts';

const SUCCESS: LdapResult = { code: ResultCode.success };

/** An add request (RFC 4511 section 4.7). Throws LdapRefusalError. */
export function add(
  context: DirectoryContext,
  request: AddRequest,
  controls: readonly LdapControl[],
): LdapResult {
  make(writingOf(context, controls), request);
  return SUCCESS;
}

/** Makes an object: its place, its class, its values, what is filled in, the rules, and then the write. */
export function make(writing: Writing, { dn, attributes }: Omit<AddRequest, 'kind'>): ObjectId {
  const { parent, rdn } = newPlaceOf(dn, writing);
  const { structural, all } = newClassOf(attributes);
  if (!mayMake(writing, structural.name)) refuse('objectRights');
  keepRdn(rdn, structural);
  const place = { parent: parent.object.id, rdn };
  keepFree(place, parent.replica);
  keepSuperior(structural, parent);
  const drafting = draftingOf(writing, writing.domain.newId(), undefined);
  drafting.draft.set('objectclass', all);
  takeAttributes(attributes, drafting);
  keepNamed(rdn.value, structural.rdn, drafting);
  keepName(rdn.value, attributes);
  firstPassword(attributes, drafting);
  fillIn(drafting, structural, rdn);
  // A name that was made up must be free as well.
  if (drafting.draft.has('samaccountname')) drafting.named.add('samaccountname');
  keepRules(drafting);
  keepRequired(drafting);
  commit(drafting, place);
  record(writing, 'object.added', dn, { class: structural.name });
  return drafting.id;
}

/** Attributes that the client may not write later, but may give to a new object. */
const AT_FIRST: readonly string[] = ['objectclass', 'unicodepwd', 'name'];

function takeAttributes(attributes: readonly AttributeValues[], drafting: Drafting): void {
  const { draft, named } = drafting;
  for (const { type, values } of attributes) {
    const attribute = namedAttribute(type);
    const { key } = attribute;
    if (AT_FIRST.includes(key)) continue;
    keepWritable(attribute);
    keepAllowed(attribute, classesIn(drafting));
    if (values.length === 0) refuse('noValues');
    const stored = storedValues(attribute, values, drafting);
    if (draft.has(key)) refuseAttribute('present', attribute);
    if (attribute.singleValued && stored.length > 1) refuseAttribute('single', attribute);
    draft.set(key, stored);
    named.add(key);
  }
}

/** `name` follows from the RDN; Samba's own tool gives it all the same, and a domain controller takes what agrees. */
function keepName(value: string, attributes: readonly AttributeValues[]): void {
  for (const { type, values } of attributes) {
    if (type.toLowerCase() !== 'name' || values.every((each) => each.toString('utf8') === value)) continue;
    refuseAttribute('system', namedAttribute(type));
  }
}

/** The attribute that names it may be given, but not otherwise than the name says. */
function keepNamed(value: string, key: string, { draft }: Drafting): void {
  const attribute = SCHEMA.attribute(key);
  const given = draft.get(key) ?? [];
  if (attribute === undefined || given.length === 0) return;
  const same = given.some((each) => equalityKey(attribute, each) === equalityKey(attribute, value));
  if (!same || given.length > 1) refuse('badRdn');
}
