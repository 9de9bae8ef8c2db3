import type { ExtensibleFilter, Filter, SubstringFilter } from '../../ldap/filter.ts';
import { Oid } from '../../ldap/oids.ts';
import { foldText, hasSubstrings, inOrder, normalized } from '../schema/comparison.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { SCHEMA } from '../schema/schema.ts';
import { anrFilter } from './anr.ts';
import { valuesOf } from './attribute-values.ts';
import { chainTest } from './in-chain.ts';
import type { Reading, Sourced } from './source.ts';

/** Undefined is neither: a filter on what nobody knows ([MS-ADTS] 3.1.1.3.1.3, RFC 4511 section 4.5.1.7). */
export type Test = (source: Sourced) => boolean | undefined;

const UNDEFINED: Test = () => undefined;

/** Makes a filter ready to be asked of many objects. */
export function compile(filter: Filter, reading: Reading): Test {
  switch (filter.kind) {
    case 'and':
      return conjunction(filter.filters.map((each) => compile(each, reading)));
    case 'or':
      return disjunction(filter.filters.map((each) => compile(each, reading)));
    case 'not':
      return negation(compile(filter.filter, reading));
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

function conjunction(tests: readonly Test[]): Test {
  return (source) => {
    let undecided = false;
    for (const test of tests) {
      const result = test(source);
      if (result === false) return false;
      undecided ||= result === undefined;
    }
    return undecided ? undefined : true;
  };
}

function disjunction(tests: readonly Test[]): Test {
  return (source) => {
    let undecided = false;
    for (const test of tests) {
      const result = test(source);
      if (result === true) return true;
      undecided ||= result === undefined;
    }
    return undecided ? undefined : false;
  };
}

function negation(test: Test): Test {
  return (source) => {
    const result = test(source);
    return result === undefined ? undefined : !result;
  };
}

function onAttribute(name: string, make: (attribute: AttributeSchema) => Test): Test {
  const attribute = SCHEMA.attribute(name.split(';')[0] ?? '');
  return attribute === undefined ? UNDEFINED : make(attribute);
}

function equality(attribute: AttributeSchema, value: Buffer, reading: Reading): Test {
  const wanted = wantedKey(attribute, value, reading);
  if (wanted === undefined) return UNDEFINED;
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
  if (wanted === undefined) return UNDEFINED;
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
  if (name === undefined) return UNDEFINED;
  return onAttribute(name, (attribute) => {
    if (rule === undefined) return equality(attribute, value, reading);
    if (rule === Oid.inChain) return chainTest(attribute, value, reading);
    const text = value.toString();
    if ((rule !== Oid.bitAnd && rule !== Oid.bitOr) || !INTEGER.test(text)) return UNDEFINED;
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
