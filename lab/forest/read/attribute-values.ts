import { isSecret } from '../access/secrets.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { isBackLink, isForwardLink, SCHEMA } from '../schema/schema.ts';
import type { Values } from '../store/object.ts';
import { knowsMembers } from './catalog-members.ts';
import { backLinked, CONSTRUCTED, KEPT } from './constructed.ts';
import { dnById, type Reading, type Sourced } from './source.ts';

const NONE: Values = [];
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Values of an attribute as a reader sees them: links as names, secrets never but to those who replicate hashes. */
export function valuesOf(attribute: AttributeSchema, source: Sourced, reading: Reading): Values {
  const { key } = attribute;
  if (
    (isSecret(key) && !(key === 'unicodepwd' && reading.tellsHashes === true)) ||
    (reading.globalCatalog && isHidden(attribute))
  )
    return NONE;
  const construct = KEPT[key] ?? CONSTRUCTED[key];
  if (construct !== undefined) return construct(source, reading);
  const linked = backLinked(key, source, reading);
  if (linked !== undefined) return linked;
  if (key === 'member' && !knowsMembers(source.object, source.replica, reading)) return NONE;
  const stored = source.object.values(key);
  return isForwardLink(attribute) ? stored.flatMap((value) => linkName(String(value), reading)) : stored;
}

/** The global catalog has a part of the attributes; what is computed is computed there too. */
function isHidden({ inGlobalCatalog, constructed }: AttributeSchema): boolean {
  return !inGlobalCatalog && !constructed;
}

/** A link's target by its present name; nothing when it has gone. */
function linkName(value: string, reading: Reading): string[] {
  if (!ID.test(value)) return [value];
  const dn = dnById(reading, value);
  return dn === undefined ? [] : [dn];
}

/** Attributes that a search for all answers: what is stored, and what every object has. */
export function* presentAttributes({ object }: Sourced): Generator<AttributeSchema> {
  for (const key of [...object.names(), ...Object.keys(KEPT), ...BACK_LINKS]) {
    const attribute = SCHEMA.attribute(key);
    if (attribute !== undefined) yield attribute;
  }
}

/** Back links are no constructed attributes, and come without being asked for by name. */
const BACK_LINKS = SCHEMA.attributes.filter(isBackLink).map(({ key }) => key);
