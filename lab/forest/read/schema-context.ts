import { guidBytes, objectGuid } from '../core/identifiers.ts';
import { keyOf } from '../domain/names.ts';
import { plant, type Seedling } from '../domain/seedling.ts';
import { SYNTAX_OIDS, type AttributeSchema } from '../schema/attribute-schema.ts';
import type { ClassSchema } from '../schema/class-schema.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { Values } from '../store/object.ts';
import { Replica } from '../store/replica.ts';
import { mastersOf } from '../topology/configuration.ts';
import type { Forest } from '../topology/forest.ts';
import { schemaNameOf } from './schema-names.ts';

const KINDS = { structural: '1', abstract: '2', auxiliary: '3' } as const;
const FIRST_USN = 1_000;

const made = new WeakMap<Forest, Replica>();

/** The schema naming context as tools read it: an object for each attribute and class, and the subschema. Nobody writes it. */
export function schemaContext(forest: Forest): Replica {
  const known = made.get(forest);
  if (known !== undefined) return known;
  const { configuration, schemaDn: base } = forest;
  const seedlings = schemaSeedlings(mastersOf({ domains: forest.domains, base: configuration.base }));
  const soil = { seed: base, base, schema: base, created: configuration.root.created, firstUsn: FIRST_USN };
  const replica = new Replica({
    ...{ base, dc: configuration.dc, baseKey: keyOf(base), links: [] },
    initial: plant(seedlings, soil),
    usn: FIRST_USN + seedlings.length,
  });
  made.set(forest, replica);
  return replica;
}

/** @param masters DNs of all domain controllers' settings; the first is the schema master. */
function schemaSeedlings(masters: readonly string[]): Seedling[] {
  const root: Seedling = {
    rdn: { type: 'CN', value: 'Schema' },
    classes: ['top', 'dMD'],
    category: 'DMD',
    attributes: {
      instancetype: ['13'],
      objectversion: ['88'],
      fsmoroleowner: masters.slice(0, 1),
    },
  };
  const child = (name: string, structural: string, category: string, attributes: Given): Seedling => ({
    ...{ parent: root, rdn: { type: 'CN', value: name } },
    ...{ classes: ['top', structural], category, attributes: present(attributes) },
  });
  return [
    root,
    child('Aggregate', 'subSchema', 'SubSchema', {}),
    ...SCHEMA.attributes.map((each) =>
      child(schemaNameOf(each.name), 'attributeSchema', 'Attribute-Schema', attributeValues(each)),
    ),
    ...SCHEMA.classes.map((each) =>
      child(classNameOf(each), 'classSchema', 'Class-Schema', classValues(each)),
    ),
  ];
}

type Given = Readonly<Record<string, Values | undefined>>;

function present(values: Given): Record<string, Values> {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value.length === 0 ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

/** The class that a category is named after bears the category's name. */
function classNameOf({ name, category }: ClassSchema): string {
  const plain = (text: string): string => text.replaceAll('-', '').toLowerCase();
  return plain(name) === plain(category) ? category : schemaNameOf(name);
}

const flag = (value: boolean): Values => [value ? 'TRUE' : 'FALSE'];
const some = (value: number | undefined): Values | undefined =>
  value === undefined ? undefined : [String(value)];
const schemaId = (name: string): Values => [guidBytes(objectGuid('schema', name))];

/** searchFlags and systemFlags are those of [MS-ADTS] 2.2.9 and 2.2.10. */
function attributeValues(one: AttributeSchema): Given {
  const [attributeSyntax, oMSyntax] = SYNTAX_OIDS[one.syntax];
  const search = Number(one.indexed) + 4 * Number(one.anr) + 8 * Number(one.preserved);
  const system =
    16 + Number(one.notReplicated) + 2 * Number(one.inGlobalCatalog) + 4 * Number(one.constructed);
  return {
    ldapdisplayname: [one.name],
    admindisplayname: [schemaNameOf(one.name)],
    attributeid: [one.oid],
    attributesyntax: [attributeSyntax],
    omsyntax: [String(oMSyntax)],
    issinglevalued: flag(one.singleValued),
    systemonly: flag(one.systemOnly),
    searchflags: [String(search)],
    systemflags: [String(system)],
    linkid: some(one.linkId),
    rangelower: some(one.rangeLower),
    rangeupper: some(one.rangeUpper),
    schemaidguid: schemaId(one.name),
    ismemberofpartialattributeset: one.inGlobalCatalog ? flag(true) : undefined,
  };
}

function classValues(one: ClassSchema): Given {
  return {
    ldapdisplayname: [one.name],
    admindisplayname: [classNameOf(one)],
    governsid: [one.oid],
    subclassof: [one.superior],
    objectclasscategory: [KINDS[one.kind]],
    systemmustcontain: one.must,
    systemmaycontain: one.may,
    systemauxiliaryclass: one.auxiliary,
    systemposssuperiors: one.parents,
    rdnattid: [one.rdn],
    defaulthidingvalue: flag(one.kind !== 'structural'),
    systemonly: flag(false),
    schemaidguid: schemaId(one.name),
  };
}
