import { sidBytes } from '../core/identifiers.ts';
import type { ObjectId, Values } from '../store/object.ts';
import type { Drafting } from './drafting.ts';

/**
 * The object that stands for somebody from outside of the forest ([MS-ADTS] 6.1.1.4.11): made with the write that needs
 * it. Undefined for a SID of the forest's own, which would be there if it existed.
 */
export function foreignPrincipal(sid: string, { writing, along }: Drafting): ObjectId | undefined {
  const { forest, domain, dc } = writing;
  if (forest.domains.some((each) => sid.startsWith(`${each.sid}-`))) return undefined;
  const asked = along.find(({ place }) => place?.rdn.value === sid);
  if (asked !== undefined) return asked.id;
  const replica = domain.at(dc);
  const parent = replica.byKey(`cn=foreignsecurityprincipals\u0000${replica.baseKey}`);
  if (parent === undefined) return undefined;
  const id = domain.newId();
  const values = new Map<string, Values>([
    ['objectclass', ['top', 'foreignSecurityPrincipal']],
    ['objectcategory', [`CN=Foreign-Security-Principal,${forest.schemaDn}`]],
    ['instancetype', ['4']],
    ['cn', [sid]],
    ['objectsid', [sidBytes(sid)]],
    ['showinadvancedviewonly', ['TRUE']],
  ]);
  along.push({ id, place: { parent: parent.id, rdn: { type: 'CN', value: sid } }, values });
  return id;
}
