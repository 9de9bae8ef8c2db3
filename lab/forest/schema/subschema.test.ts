import { expect, test } from 'vitest';
import { SCHEMA } from './schema.ts';
import { subschemaOf } from './subschema.ts';

const subschema = subschemaOf(SCHEMA);

/** A description as RFC 4512 section 4.1 has it: keywords, and what stands behind each. */
function read(description: string): { oid: string; words: Map<string, readonly string[]> } {
  const tokens = description.match(/'[^']*'|[()$]|[^\s()$]+/g) ?? [];
  const [open, oid = '', ...rest] = tokens;
  if (open !== '(' || rest.pop() !== ')') throw new Error(`no description: ${description}`);
  const words = new Map<string, string[]>();
  let values: string[] = [];
  for (const token of rest) {
    if (/^[A-Z][A-Z-]+$/.test(token)) words.set(token, (values = []));
    else if (!'()$'.includes(token)) values.push(token.replaceAll("'", ''));
  }
  return { oid, words };
}

test('attribute types say what the schema has', () => {
  const told = subschema.attributeTypes.map(read).map(({ oid, words }) => ({
    ...{ oid, name: words.get('NAME')?.[0], singleValued: words.has('SINGLE-VALUE') },
    ...{
      systemOnly: words.has('NO-USER-MODIFICATION'),
      syntax: /^[\d.]+$/.test(words.get('SYNTAX')?.[0] ?? ''),
    },
  }));
  const had = SCHEMA.attributes.map(({ oid, name, singleValued, systemOnly }) => ({
    ...{ oid, name, singleValued, systemOnly, syntax: true },
  }));
  expect(told).toEqual(had);
});

test('object classes say what the schema has', () => {
  const told = subschema.objectClasses.map(read).map(({ oid, words }) => ({
    ...{ oid, name: words.get('NAME')?.[0], superior: words.get('SUP')?.[0] ?? 'top' },
    ...{ must: words.get('MUST') ?? [], may: words.get('MAY') ?? [] },
    kind: ['STRUCTURAL', 'ABSTRACT', 'AUXILIARY'].find((each) => words.has(each))?.toLowerCase(),
  }));
  const had = SCHEMA.classes.map(({ oid, name, superior, must, may, kind }) => ({
    ...{ oid, name, superior, must, may, kind },
  }));
  expect(told).toEqual(had);
});

test('syntaxes are quoted as domain controllers quote them', () => {
  expect(subschema.attributeTypes).toContain(
    "( 2.5.4.3 NAME 'cn' SYNTAX '1.3.6.1.4.1.1466.115.121.1.15' SINGLE-VALUE )",
  );
});

test('a content rule brings what auxiliary classes bring, those of the classes above too', () => {
  const rules = new Map(
    subschema.dITContentRules.map(read).map(({ words }) => [words.get('NAME')?.[0], words] as const),
  );
  expect(rules.get('computer')?.get('AUX')).toEqual(expect.arrayContaining(['ipHost', 'mailRecipient']));
  expect(rules.get('domainDNS')?.get('AUX')).toEqual(['samDomain', 'samDomainBase']);
  expect(rules.get('domainDNS')?.get('MAY')).toContain('minPwdLength');
  expect(rules.has('container')).toBe(false);
});

test('extended information gives ranges, indexes and ids', () => {
  const [info] = subschema.extendedAttributeInfo.map(read).filter(({ oid }) => oid === '2.5.4.3');
  expect(info?.words.get('RANGE-UPPER')).toEqual(['64']);
  expect(info?.words.has('INDEXED')).toBe(true);
  expect(info?.words.get('PROPERTY-GUID')?.[0]).toMatch(/^[0-9A-F]{32}$/);
  expect(new Set(subschema.extendedClassInfo).size).toBe(SCHEMA.classes.length);
});
