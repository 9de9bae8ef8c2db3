import { SYNTAX_OIDS, type AttributeSchema } from './attribute-schema.ts';
import type { ClassSchema } from './class-schema.ts';
import type { Schema } from './schema.ts';

/** Values of the subschema entry's operational attributes, in the form that domain controllers give them (RFC 4512 section 4.1). */
export interface Subschema {
  readonly attributeTypes: readonly string[];
  readonly objectClasses: readonly string[];
  readonly dITContentRules: readonly string[];
}

export function subschemaOf(schema: Schema): Subschema {
  return {
    attributeTypes: schema.attributes.map(attributeType),
    objectClasses: schema.classes.map(objectClass),
    dITContentRules: schema.classes
      .filter(({ auxiliary }) => auxiliary.length > 0)
      .map((one) => contentRule(one, schema)),
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

function contentRule(one: ClassSchema, schema: Schema): string {
  const auxiliaries = one.auxiliary.flatMap((name) => schema.class(name) ?? []);
  const must = auxiliaries.flatMap((each) => each.must);
  const may = auxiliaries.flatMap((each) => each.may);
  return `( ${one.oid} NAME '${one.name}'${list('AUX', one.auxiliary)}${list('MUST', must)}${list('MAY', may)} )`;
}

function list(word: string, names: readonly string[]): string {
  return names.length === 0 ? '' : ` ${word} (${names.join(' $ ')} )`;
}
