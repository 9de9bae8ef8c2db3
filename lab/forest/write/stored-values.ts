import type { AttributeSchema, Syntax } from '../schema/attribute-schema.ts';
import { normalized } from '../schema/comparison.ts';
import { isForwardLink, SCHEMA } from '../schema/schema.ts';
import { sidBytes } from '../core/identifiers.ts';
import type { Value, Values } from '../store/object.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { refuseAttribute } from './refusals.ts';

type Store = (value: Buffer) => Value | undefined;

const INT32 = 2n ** 31n;
const INT64 = 2n ** 63n;

const text: Store = (value) => (value.length === 0 ? undefined : value.toString('utf8'));
const integerBelow =
  (bound: bigint): Store =>
  (value) => {
    const digits = value.toString().trim();
    if (!/^[+-]?\d{1,20}$/.test(digits)) return undefined;
    const number = BigInt(digits);
    return number >= -bound && number < bound ? number.toString() : undefined;
  };

/** The form in which a value is kept, by syntax; undefined for what is no value of it. */
const STORED: Readonly<Record<Syntax, Store>> = {
  unicode: text,
  caseIgnore: text,
  printable: text,
  ia5: text,
  numeric: (value) => (/^[\d ]+$/.test(value.toString()) ? value.toString() : undefined),
  oid: (value) => {
    const name = value.toString();
    return (
      (SCHEMA.class(name) ?? SCHEMA.attribute(name))?.name ?? (/^\d+(\.\d+)+$/.test(name) ? name : undefined)
    );
  },
  boolean: (value) => (/^(true|false)$/i.test(value.toString()) ? value.toString().toUpperCase() : undefined),
  integer: integerBelow(INT32),
  largeInteger: integerBelow(INT64),
  octets: (value) => value,
  descriptor: (value) => value,
  sid: (value) => (/^S-1-\d/.test(value.toString('latin1')) ? sidBytes(value.toString('latin1')) : value),
  utcTime: text,
  time: text,
  dn: text,
  dnBinary: text,
};

/** Values as they are kept. Throws LdapRefusalError for one that the attribute cannot have. */
export function storedValues(
  attribute: AttributeSchema,
  given: readonly Buffer[],
  context: DirectoryContext,
): Values {
  if (attribute.singleValued && given.length > 1) refuseAttribute('multiple', attribute.name);
  return given.map((value) => storedValue(attribute, value, context));
}

export function storedValue(attribute: AttributeSchema, value: Buffer, context: DirectoryContext): Value {
  if (isForwardLink(attribute)) return targetOf(attribute, value, context);
  const stored = STORED[attribute.syntax](value);
  if (stored === undefined || normalized(attribute, stored) === undefined) {
    refuseAttribute('syntax', attribute.name);
  }
  checkRange(attribute, stored);
  return stored;
}

/** The id of the object that a link's value names; one that does not exist cannot be pointed at. */
function targetOf(
  { name }: AttributeSchema,
  value: Buffer,
  { forest, domain, dc }: DirectoryContext,
): string {
  return forest.byDn(value.toString(), domain, dc)?.object.id ?? refuseAttribute('target', name);
}

function checkRange({ syntax, name, rangeLower, rangeUpper }: AttributeSchema, value: Value): void {
  const size = ['integer', 'largeInteger'].includes(syntax) ? Number(value) : value.length;
  if (size < (rangeLower ?? -Infinity) || size > (rangeUpper ?? Infinity)) refuseAttribute('range', name);
}
