import type { Domain } from '../domain/domain.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { DirectoryObject, Values } from '../store/object.ts';
import type { Replica } from '../store/replica.ts';

/** Kept by every tombstone, whatever the schema says ([MS-ADTS] 3.1.1.5.5.1.1), in lower case. */
const KEPT: ReadonlySet<string> = new Set([
  'objectclass',
  'instancetype',
  'objectsid',
  'sidhistory',
  'samaccountname',
  'useraccountcontrol',
  'grouptype',
  'systemflags',
  'dnshostname',
  'legacyexchangedn',
]);

/** A name without its end where it would be too long for one with an id behind it. */
const LONGEST_RDN = 255;
const MARK = '\nDEL:';

/** A domain whose objects may point at a deleted one, and its replica that is written to. */
export interface LinkHolder {
  readonly domain: Domain;
  readonly replica: Replica;
}

/**
 * What is left of a deleted object ([MS-ADTS] 3.1.1.5.5.1): the attributes that tombstones keep, in CN=Deleted Objects,
 * under a name that nobody else can have. Links to it and from it are gone.
 */
export function bury(
  domain: Domain,
  dc: string,
  object: DirectoryObject,
  replica: Replica,
  holders: readonly LinkHolder[] = [{ domain, replica }],
): void {
  const grave = replica.byKey(`cn=deleted objects\u0000${replica.baseKey}`);
  const parent = replica.get(object.parent);
  const end = `${MARK}${object.id}`;
  const rdn = {
    type: object.rdn.type,
    value: `${object.rdn.value.slice(0, LONGEST_RDN - end.length)}${end}`,
  };
  const values = new Map<string, Values>();
  for (const key of object.names()) if (!isKept(key)) values.set(key, []);
  values.set(object.rdn.type.toLowerCase(), [rdn.value]);
  values.set('isdeleted', ['TRUE']);
  values.set('msds-lastknownrdn', [object.rdn.value]);
  if (parent !== undefined) values.set('lastknownparent', [replica.dnOf(parent)]);
  unlink(object, holders);
  domain.write(dc, { id: object.id, place: { parent: grave?.id ?? object.parent, rdn }, values });
}

function isKept(key: string): boolean {
  return KEPT.has(key) || SCHEMA.attribute(key)?.preserved === true;
}

/** Takes the object out of every link that points at it. */
function unlink(object: DirectoryObject, holders: readonly LinkHolder[]): void {
  for (const { domain: holder, replica } of holders) {
    for (const forward of SCHEMA.forwardLinks) {
      for (const source of [...replica.backLinks(forward, object.id)]) {
        const links = replica.get(source)?.values(forward) ?? [];
        const others = links.filter((id) => id !== object.id);
        holder.write(replica.dc, { id: source, values: new Map([[forward, others]]) });
      }
    }
  }
}
