import type { ExtensibleFilter, Filter, SubstringFilter } from '../../ldap/filter.ts';
import { Oid } from '../../ldap/oids.ts';
import { foldText, hasSubstrings, inOrder, normalized } from '../schema/comparison.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { SCHEMA } from '../schema/schema.ts';
import { anrFilter } from './anr.ts';
import { valuesOf } from './attribute-values.ts';
import { chainTest } from './in-chain.ts';
import type { Reading, Sourced } from './source.ts';

/** Whether an object passes. What nobody knows passes nothing, and its negation everything, as recorded. */
export type Test = (source: Sourced) => boolean;

const NEVER: Test = () => false;

/** Makes a filter ready to be asked of many objects. */
export function compile(filter: Filter, reading: Reading): Test {
  switch (filter.kind) {
    case 'and':
      return all(filter.filters.map((each) => compile(each, reading)));
    case 'or':
      return any(filter.filters.map((each) => compile(each, reading)));
    case 'not':
      return not(compile(filter.filter, reading));
    case 'present':
      return onAttribute(
        filter.attribute,
        (attribute) => (source) => valuesOf(attribute, source, reading).length > 0,
      );
    case 'equal':
    case 'approximate':
      if (filter.attribute.toLowerCase() === 'anr') return compile(anrFilter(filter.value), reading);
      return onAttribute(filter.attribute, (attribute) => equality(attribute, filter.value, reading));
    case 'atLeast':
      return onAttribute(filter.attribute, (attribute) =>
        comparison(attribute, filter.value, reading, (order) => order >= 0),
      );
    case 'atMost':
      return onAttribute(filter.attribute, (attribute) =>
        comparison(attribute, filter.value, reading, (order) => order <= 0),
      );
    case 'substring':
      return onAttribute(filter.attribute, (attribute) => substrings(attribute, filter, reading));
    case 'extensible':
      return extensible(filter, reading);
  }
}

const all =
  (tests: readonly Test[]): Test =>
  (source) =>
    tests.every((test) => test(source));

const any =
  (tests: readonly Test[]): Test =>
  (source) =>
    tests.some((test) => test(source));

const not =
  (test: Test): Test =>
  (source) =>
    !test(source);

function onAttribute(name: string, make: (attribute: AttributeSchema) => Test): Test {
  const attribute = SCHEMA.attribute(name.split(';')[0] ?? '');
  return attribute === undefined ? NEVER : make(attribute);
}

function equality(attribute: AttributeSchema, value: Buffer, reading: Reading): Test {
  const wanted = wantedKey(attribute, value, reading);
  if (wanted === undefined) return NEVER;
  return (source) =>
    valuesOf(attribute, source, reading).some((each) => normalized(attribute, each) === wanted);
}

/** `objectCategory` is asked for by the class's name too ([MS-ADTS] 3.1.1.3.1.3.5). */
export function wantedKey(
  attribute: AttributeSchema,
  value: Buffer,
  { forest }: Reading,
): string | undefined {
  const text = value.toString();
  if (attribute.key === 'objectcategory' && !text.includes('=')) {
    const category = SCHEMA.class(text)?.category;
    return category === undefined ? undefined : normalized(attribute, `CN=${category},${forest.schemaDn}`);
  }
  return normalized(attribute, attribute.syntax === 'octets' || attribute.syntax === 'sid' ? value : text);
}

function comparison(
  attribute: AttributeSchema,
  value: Buffer,
  reading: Reading,
  accepts: (order: number) => boolean,
): Test {
  const wanted = wantedKey(attribute, value, reading);
  if (wanted === undefined) return NEVER;
  return (source) =>
    valuesOf(attribute, source, reading).some((each) => {
      const key = normalized(attribute, each);
      return key !== undefined && accepts(inOrder(attribute, key, wanted));
    });
}

function substrings(
  attribute: AttributeSchema,
  { initial, any, final }: SubstringFilter,
  reading: Reading,
): Test {
  if (!hasSubstrings(attribute)) return () => false;
  const fold = (part: Buffer | undefined): string => foldText(part ?? '') ?? '';
  const [start, middle, end] = [fold(initial), any.map(fold), fold(final)];
  return (source) =>
    valuesOf(attribute, source, reading).some((each) => contains(foldText(each) ?? '', start, middle, end));
}

function contains(text: string, start: string, middle: readonly string[], end: string): boolean {
  if (text.length < start.length + end.length || !text.startsWith(start) || !text.endsWith(end)) return false;
  const limit = text.length - end.length;
  let offset = start.length;
  for (const part of middle) {
    const found = text.indexOf(part, offset);
    if (found < 0 || found + part.length > limit) return false;
    offset = found + part.length;
  }
  return true;
}

const INTEGER = /^-?\d{1,20}$/;

/** Bitwise rules and the one that follows links; a rule that nobody knows is undefined. */
function extensible({ rule, attribute: name, value }: ExtensibleFilter, reading: Reading): Test {
  if (name === undefined) return NEVER;
  return onAttribute(name, (attribute) => {
    if (rule === undefined) return equality(attribute, value, reading);
    if (rule === Oid.inChain) return chainTest(attribute, value, reading);
    const text = value.toString();
    if ((rule !== Oid.bitAnd && rule !== Oid.bitOr) || !INTEGER.test(text)) return NEVER;
    const mask = BigInt.asUintN(64, BigInt(text));
    const passes = (bits: bigint): boolean =>
      rule === Oid.bitAnd ? (bits & mask) === mask : (bits & mask) !== 0n;
    return (source) =>
      valuesOf(attribute, source, reading).some((each) => {
        const digits = each.toString();
        return INTEGER.test(digits) && passes(BigInt.asUintN(64, BigInt(digits)));
      });
  });
}
