import type { AttributeValues } from '../../ldap/message.ts';
import type { ClassSchema } from '../schema/class-schema.ts';
import { SCHEMA } from '../schema/schema.ts';
import { refuse } from './refusals.ts';

/** What an object is, and all of its classes. */
export interface NewClass {
  readonly structural: ClassSchema;
  /** `top` first, then auxiliary ones that were asked for, then the others down to the structural one. */
  readonly all: readonly string[];
}

/** Classes whose objects come into being by other ways than an add ([MS-ADTS] 3.1.1.5.2.2). */
const SYSTEM: ReadonlySet<string> = new Set([
  'domainDNS',
  'builtinDomain',
  'lostAndFound',
  'foreignSecurityPrincipal',
  'trustedDomain',
  'configuration',
  'dMD',
  'subSchema',
  'nTDSDSA',
]);

/** The classes in an add request, completed. Throws LdapRefusalError. */
export function newClassOf(attributes: readonly AttributeValues[]): NewClass {
  const named = attributes.filter(({ type }) => SCHEMA.attribute(type)?.key === 'objectclass');
  const given = named.flatMap(({ values }) =>
    values.map((value) => SCHEMA.class(value.toString()) ?? refuse('unknownClass')),
  );
  if (given.length === 0) refuse('noClass');
  const structural = SCHEMA.structuralOf(given.map(({ name }) => name));
  if (structural?.kind !== 'structural') refuse('abstractClass');
  if (SYSTEM.has(structural.name)) refuse('systemClass');
  const [top = 'top', ...chain] = SCHEMA.chain(structural.name);
  const auxiliary = given.filter(({ kind }) => kind === 'auxiliary').map(({ name }) => name);
  const strangers = given.filter(({ kind, name }) => kind !== 'auxiliary' && ![top, ...chain].includes(name));
  if (strangers.length > 0) refuse('twoClasses');
  return { structural, all: [...new Set([top, ...auxiliary, ...chain])] };
}
