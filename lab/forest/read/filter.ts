import type { ExtensibleFilter, Filter, SubstringFilter } from '../../ldap/filter.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import { Oid } from '../../ldap/oids.ts';
import { comparable } from '../population/transliteration.ts';
import { foldText, hasSubstrings, inOrder, normalized } from '../schema/comparison.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { SCHEMA } from '../schema/schema.ts';
import { anrFilter } from './anr.ts';
import { valuesOf } from './attribute-values.ts';
import { chainTest } from './in-chain.ts';
import { byName } from './naming-contexts.ts';
import { ReadRefusal } from './refusals.ts';
import { remembered } from './remembered.ts';
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
      if (isNameBeginning(filter)) return compile(anrFilter(filter.initial), reading);
      return onAttribute(filter.attribute, (attribute) => substrings(attribute, filter, reading));
    case 'extensible':
      return extensible(filter, reading);
  }
}

/** `(anr=ada*)` asks for what `(anr=ada)` does. */
function isNameBeginning(filter: SubstringFilter): filter is SubstringFilter & { readonly initial: Buffer } {
  const { attribute, initial, any, final } = filter;
  return (
    attribute.toLowerCase() === 'anr' && initial !== undefined && any.length === 0 && final === undefined
  );
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
  if (attribute === undefined) return NEVER;
  if (attribute.constructed) throw new LdapRefusalError(ReadRefusal.constructedInFilter);
  return make(attribute);
}

function equality(attribute: AttributeSchema, value: Buffer, reading: Reading): Test {
  const wanted = wantedKey(attribute, value, reading);
  if (wanted === undefined) return NEVER;
  const isEqual = remembered((each) => normalized(attribute, each) === wanted);
  return (source) => valuesOf(attribute, source, reading).some(isEqual);
}

/** `objectCategory` is asked for by the class's name too ([MS-ADTS] 3.1.1.3.1.3.5). */
export function wantedKey(attribute: AttributeSchema, value: Buffer, reading: Reading): string | undefined {
  const text = value.toString();
  if (attribute.key === 'objectcategory' && !text.includes('=')) {
    const category = SCHEMA.class(text)?.category;
    const { schemaDn } = reading.forest;
    return category === undefined ? undefined : normalized(attribute, `CN=${category},${schemaDn}`);
  }
  if (attribute.syntax === 'dn' && text.startsWith('<')) {
    const found = byName(text, reading);
    return found?.replica.keyOf(found.object);
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
  // Spaces at the ends of a part count, unlike those at the ends of a value.
  const fold = (part: Buffer | undefined): string => comparable((part ?? '').toString().replace(/\s+/g, ' '));
  const [start, middle, end] = [fold(initial), any.map(fold), fold(final)];
  const matches = remembered((each) => contains(foldText(each) ?? '', start, middle, end));
  return (source) => valuesOf(attribute, source, reading).some(matches);
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
