import { isUtf8 } from 'node:buffer';
import { dnKey } from '../../ldap/dn.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import { badName } from '../read/refusals.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import type { ObjectId } from '../store/object.ts';
import { refuseAttribute } from './attribute-refusals.ts';
import type { Drafting } from './drafting.ts';
import { foreignPrincipal } from './foreign-principal.ts';
import { plainName, sidIn } from './plain-name.ts';
import { refuse } from './refusals.ts';
import { isDeleted } from '../store/object.ts';

/**
 * The id of the object that a link's value names. One that does not exist cannot be pointed at; but for the SID of
 * somebody from outside of the forest, for whom a foreign security principal is made when a group takes it in.
 */
export function linkTarget(attribute: AttributeSchema, value: Buffer, drafting: Drafting): ObjectId {
  const { forest, domain, dc } = drafting.writing;
  const name = isUtf8(value) ? value.toString('utf8') : '';
  const plain = plainName(name);
  if (!plain.startsWith('<') && !dnKey(plain)) throw new LdapRefusalError(badName(name));
  const found = forest.byDn(plain, domain, dc)?.object;
  if (found !== undefined && !isDeleted(found)) return found.id;
  if (attribute.key !== 'member') refuseAttribute('target', attribute);
  const sid = sidIn(name);
  return (sid === undefined ? undefined : foreignPrincipal(sid, drafting)) ?? refuse('noSuchMember');
}
