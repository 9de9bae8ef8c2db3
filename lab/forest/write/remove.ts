import type { LdapControl, LdapResult } from '../../ldap/message.ts';
import { Oid } from '../../ldap/oids.ts';
import type { DeleteRequest } from '../../ldap/requests.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import type { Domain } from '../domain/domain.ts';
import { SCHEMA } from '../schema/schema.ts';
import { textOf, type DirectoryObject, type Values } from '../store/object.ts';
import type { Replica } from '../store/replica.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { record } from './record.ts';
import { refuse } from './refusals.ts';
import { manages, targetOf, writingOf } from './target.ts';

/** Makes a tombstone of an object, and with the tree-delete control of all below it. Throws LdapRefusalError. */
export function remove(
  context: DirectoryContext,
  { dn }: DeleteRequest,
  controls: readonly LdapControl[],
): LdapResult {
  const writing = writingOf(context);
  const target = targetOf(dn, writing);
  const { object, replica } = target;
  if (!manages(writing, target)) refuse('rights');
  const withTree = controls.some(({ oid }) => oid === Oid.treeDelete);
  if (!withTree && replica.hasChildren(object.id)) refuse('hasChildren');
  const all = withTree ? [...replica.subtree(object.id)].toReversed() : [object];
  if (all.some(isCritical)) refuse('critical');
  for (const each of all) bury(writing.domain, writing.dc, each, replica);
  record(writing, 'object.deleted', dn);
  return { code: ResultCode.success };
}

function isCritical(object: DirectoryObject): boolean {
  return object.parent === '' || textOf(object, 'iscriticalsystemobject') === 'TRUE';
}

/**
 * What is left of a deleted object ([MS-ADTS] 3.1.1.5.5.1): the attributes that tombstones keep, under a name that nobody
 * else can have; links to it and from it are gone.
 */
export function bury(domain: Domain, dc: string, object: DirectoryObject, replica: Replica): void {
  const graves = replica.byKey(`cn=deleted objects\u0000${replica.baseKey}`);
  const parent = replica.get(object.parent);
  const rdn = { type: object.rdn.type, value: `${object.rdn.value}\nDEL:${object.id}` };
  const values = new Map<string, Values>();
  for (const name of object.names()) {
    const kept = SCHEMA.attribute(name)?.preserved === true || KEPT.has(name);
    if (!kept) values.set(name, []);
  }
  values.set(object.rdn.type.toLowerCase(), [rdn.value]);
  values.set('isdeleted', ['TRUE']);
  values.set('msds-lastknownrdn', [object.rdn.value]);
  if (parent !== undefined) values.set('lastknownparent', [replica.dnOf(parent)]);
  for (const forward of SCHEMA.forwardLinks) {
    for (const source of replica.backLinks(forward, object.id))
      unlink(domain, dc, source, forward, object.id);
  }
  domain.write(dc, { id: object.id, place: { parent: graves?.id ?? object.parent, rdn }, values });
}

const KEPT: ReadonlySet<string> = new Set([
  'objectclass',
  'instancetype',
  'objectsid',
  'samaccountname',
  'useraccountcontrol',
]);

function unlink(domain: Domain, dc: string, source: string, forward: string, target: string): void {
  const values = domain.at(dc).get(source)?.values(forward) ?? [];
  domain.write(dc, { id: source, values: new Map([[forward, values.filter((id) => id !== target)]]) });
}
