import { dnKey } from '../../ldap/dn.ts';
import type { ExtensibleFilter, Filter, SubstringFilter } from '../../ldap/filter.ts';
import { Oid } from '../../ldap/oids.ts';
import type { Entry } from './entry.ts';
import { sidBytes } from './identifiers.ts';

type Value = string | Buffer;

const INTEGER = /^-?\d{1,20}$/;

/** Whether the entry passes the filter. An attribute it lacks, or nobody knows, passes nothing but a negation. */
export function matches(filter: Filter, entry: Entry): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.filters.every((each) => matches(each, entry));
    case 'or':
      return filter.filters.some((each) => matches(each, entry));
    case 'not':
      return !matches(filter.filter, entry);
    case 'present':
      return entry.values(filter.attribute).length > 0;
    case 'equal':
    case 'approximate':
      return entry.values(filter.attribute).some((value) => isEqual(filter.attribute, value, filter.value));
    case 'atLeast':
      return entry.values(filter.attribute).some((value) => order(value, filter.value) >= 0);
    case 'atMost':
      return entry.values(filter.attribute).some((value) => order(value, filter.value) <= 0);
    case 'substring':
      return entry.values(filter.attribute).some((value) => hasSubstrings(filter, value));
    case 'extensible':
      return matchesRule(filter, entry);
  }
}

/** Equality by the attribute's syntax: bytes, SIDs in text, names, numbers, else text in any case. */
export function isEqual(attribute: string, value: Value, wanted: Buffer): boolean {
  if (typeof value !== 'string') return value.equals(wanted) || isSidText(attribute, value, wanted);
  const text = wanted.toString('utf8');
  if (isSame(value, text)) return true;
  if (attribute.toLowerCase() === 'objectcategory') return isSame(value.split(',')[0] ?? '', `CN=${text}`);
  if (INTEGER.test(value) && INTEGER.test(text)) return BigInt(value) === BigInt(text);
  const key = value.includes('=') && text.includes('=') ? dnKey(value) : undefined;
  return key !== undefined && key === dnKey(text);
}

function isSidText(attribute: string, value: Buffer, wanted: Buffer): boolean {
  const text = wanted.toString('latin1');
  if (attribute.toLowerCase() !== 'objectsid' || !/^S-1-\d{1,3}(-\d{1,10}){1,15}$/.test(text)) return false;
  return (
    text.split('-').every((part, index) => index === 0 || Number(part) <= 0xffffffff) &&
    value.equals(sidBytes(text))
  );
}

function isSame(value: string, text: string): boolean {
  return fold(value) === fold(text);
}

function fold(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

function order(value: Value, wanted: Buffer): number {
  if (typeof value !== 'string') return Buffer.compare(value, wanted);
  const text = wanted.toString('utf8');
  if (INTEGER.test(value) && INTEGER.test(text)) return Number(BigInt(value) - BigInt(text));
  return fold(value) < fold(text) ? -1 : Number(fold(value) !== fold(text));
}

function hasSubstrings({ initial, any, final }: SubstringFilter, value: Value): boolean {
  if (typeof value !== 'string') return false;
  const [text, start, end] = [value.toLowerCase(), lower(initial), lower(final)];
  if (!text.startsWith(start) || text.length < start.length + end.length || !text.endsWith(end)) return false;
  const limit = text.length - end.length;
  let offset = start.length;
  for (const part of any.map(lower)) {
    const found = text.indexOf(part, offset);
    if (found < 0 || found + part.length > limit) return false;
    offset = found + part.length;
  }
  return true;
}

function lower(part: Buffer | undefined): string {
  return part?.toString('utf8').toLowerCase() ?? '';
}

/** Bitwise AND and OR; a rule that the lab does not know matches nothing. */
function matchesRule({ rule, attribute, value }: ExtensibleFilter, entry: Entry): boolean {
  const text = value.toString('utf8');
  if (attribute === undefined) return false;
  if (rule === undefined) return entry.values(attribute).some((each) => isEqual(attribute, each, value));
  if (!INTEGER.test(text)) return false;
  const mask = BigInt(text);
  const numbers = entry.values(attribute).filter((each) => typeof each === 'string' && INTEGER.test(each));
  if (rule === Oid.bitAnd) return numbers.some((each) => (BigInt(String(each)) & mask) === mask);
  return rule === Oid.bitOr && numbers.some((each) => (BigInt(String(each)) & mask) !== 0n);
}
