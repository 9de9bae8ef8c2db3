import { dnKey } from '../../ldap/dn.ts';
import { fromGeneralizedTime } from '../core/filetime.ts';
import { guidText, sidText } from '../core/identifiers.ts';
import { comparable } from '../population/transliteration.ts';
import type { AttributeSchema, Syntax } from './attribute-schema.ts';
import { SCHEMA } from './schema.ts';

type Value = string | Buffer;
type Normalize = (value: Value) => string | undefined;

const INTEGER = /^[+-]?\d{1,20}$/;

const text: Normalize = (value) => comparable(value.toString().trim().replace(/\s+/g, ' '));
const bytes: Normalize = (value) => (Buffer.isBuffer(value) ? value : Buffer.from(value)).toString('hex');
const integer: Normalize = (value) => {
  const digits = value.toString().trim();
  return INTEGER.test(digits) ? BigInt(digits).toString() : undefined;
};
const time: Normalize = (value) => {
  const ms = fromGeneralizedTime(value.toString().trim());
  return ms === undefined ? undefined : String(ms);
};

/** The form under which two values are equal, by syntax ([MS-ADTS] 3.1.1.2.2.4); undefined for no value of that syntax. */
const NORMALIZED: Readonly<Record<Syntax, Normalize>> = {
  unicode: text,
  caseIgnore: text,
  printable: text,
  ia5: text,
  numeric: (value) => value.toString().replace(/\s+/g, ''),
  oid: (value) =>
    (SCHEMA.class(value.toString()) ?? SCHEMA.attribute(value.toString()))?.name.toLowerCase() ?? text(value),
  boolean: (value) => (/^(true|false)$/i.test(value.toString()) ? value.toString().toUpperCase() : undefined),
  integer,
  largeInteger: integer,
  enumeration: integer,
  octets: bytes,
  descriptor: bytes,
  sid: (value) => {
    const written = value.toString();
    return /^S-1-/i.test(written) ? written.toUpperCase() : sidText(Buffer.from(value))?.toUpperCase();
  },
  utcTime: time,
  time,
  dn: (value) => dnKey(value.toString()),
  dnBinary: text,
};

/** Key under which two values of an attribute are equal; undefined for what is no value of it. */
export function normalized({ key, syntax }: AttributeSchema, value: Value): string | undefined {
  if (key === 'objectguid') return guidOf(value);
  return NORMALIZED[syntax](value);
}

/** A GUID by its bytes, or as text, with braces or without. */
function guidOf(value: Value): string | undefined {
  if (Buffer.isBuffer(value) && value.length === 16) return guidText(value);
  return /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(value.toString())?.[1]?.toLowerCase();
}

const NUMERIC: ReadonlySet<Syntax> = new Set<Syntax>([
  'integer',
  'largeInteger',
  'enumeration',
  'time',
  'utcTime',
]);

/** Less than 0, 0 or more, as two normalized values of an attribute stand in order. */
export function inOrder({ syntax }: AttributeSchema, one: string, other: string): number {
  if (!NUMERIC.has(syntax)) return one < other ? -1 : Number(one !== other);
  const difference = BigInt(one) - BigInt(other);
  return difference < 0n ? -1 : Number(difference > 0n);
}

/** Whether parts of values can be searched for. */
export function hasSubstrings({ syntax }: AttributeSchema): boolean {
  return ['unicode', 'caseIgnore', 'printable', 'ia5', 'numeric'].includes(syntax);
}

export { text as foldText };
