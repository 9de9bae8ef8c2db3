import { guidBytes, objectGuid } from '../core/identifiers.ts';
import { SYNTAX_OIDS, type AttributeSchema } from './attribute-schema.ts';
import type { ClassSchema } from './class-schema.ts';
import type { Schema } from './schema.ts';

/** Values of the subschema entry's operational attributes, in the form that domain controllers give them ([MS-ADTS] 3.1.1.3.1.1.1, RFC 4512 section 4.1). */
export interface Subschema {
  readonly attributeTypes: readonly string[];
  readonly objectClasses: readonly string[];
  readonly dITContentRules: readonly string[];
  readonly extendedAttributeInfo: readonly string[];
  readonly extendedClassInfo: readonly string[];
}

export function subschemaOf(schema: Schema): Subschema {
  return {
    attributeTypes: schema.attributes.map(attributeType),
    objectClasses: schema.classes.map(objectClass),
    dITContentRules: schema.classes.flatMap((one) => contentRule(one, schema)),
    extendedAttributeInfo: schema.attributes.map(attributeInfo),
    extendedClassInfo: schema.classes.map(classInfo),
  };
}

function attributeType({ oid, name, syntax, singleValued, systemOnly }: AttributeSchema): string {
  const single = singleValued ? ' SINGLE-VALUE' : '';
  const fixed = systemOnly ? ' NO-USER-MODIFICATION' : '';
  return `( ${oid} NAME '${name}' SYNTAX '${SYNTAX_OIDS[syntax][2]}'${single}${fixed} )`;
}

function objectClass({ oid, name, kind, superior, must, may }: ClassSchema): string {
  const sup = name === 'top' ? '' : ` SUP ${superior}`;
  return `( ${oid} NAME '${name}'${sup} ${kind.toUpperCase()}${list('MUST', must)}${list('MAY', may)} )`;
}

/** What auxiliary classes bring to objects of a class: its own ones, those of the classes above it, and theirs in turn. */
function contentRule({ oid, name }: ClassSchema, schema: Schema): string[] {
  const auxiliaries = [...auxiliariesOf(name, schema)].flatMap((each) => schema.class(each) ?? []);
  if (auxiliaries.length === 0) return [];
  const must = [...new Set(auxiliaries.flatMap((each) => each.must))];
  const may = [...new Set(auxiliaries.flatMap((each) => each.may))].filter((each) => !must.includes(each));
  const names = auxiliaries.map((each) => each.name);
  return [`( ${oid} NAME '${name}'${list('AUX', names)}${list('MUST', must)}${list('MAY', may)} )`];
}

function auxiliariesOf(name: string, schema: Schema): Set<string> {
  const direct = schema.chain(name).flatMap((each) => schema.class(each)?.auxiliary ?? []);
  return new Set(direct.flatMap((each) => [each, ...auxiliariesOf(each, schema)]));
}

function attributeInfo({ oid, name, rangeLower, rangeUpper, indexed }: AttributeSchema): string {
  const lower = rangeLower === undefined ? '' : ` RANGE-LOWER '${rangeLower}'`;
  const upper = rangeUpper === undefined ? '' : ` RANGE-UPPER '${rangeUpper}'`;
  return `( ${oid} NAME '${name}'${lower}${upper} PROPERTY-GUID '${schemaId(name)}'${indexed ? ' INDEXED' : ''} )`;
}

function classInfo({ oid, name }: ClassSchema): string {
  return `( ${oid} NAME '${name}' CLASS-GUID '${schemaId(name)}' )`;
}

/** The `schemaIDGUID` of the schema object, its bytes in hexadecimal. */
function schemaId(name: string): string {
  return guidBytes(objectGuid('schema', name)).toString('hex').toUpperCase();
}

function list(word: string, names: readonly string[]): string {
  return names.length === 0 ? '' : ` ${word} (${names.join(' $ ')} )`;
}
