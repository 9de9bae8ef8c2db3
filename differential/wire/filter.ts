import { DifferentialError } from '../errors.ts';
import { element, text } from './ber.ts';

const SETS: Readonly<Record<string, number>> = { '&': 0xa0, '|': 0xa1 };
const COMPARISONS: Readonly<Record<string, number>> = { '=': 0xa3, '>=': 0xa5, '<=': 0xa6, '~=': 0xa8 };
const ITEM = /^\(([^=~<>:()]*)(?::([\d.]+):=|(>=|<=|~=|=))([^()]*)\)/;

/** The bytes (RFC 4511 section 4.5.1.7) of a filter as people write it (RFC 4515). Throws DifferentialError. */
export function encodeFilter(filter: string): Buffer {
  const { bytes, rest } = read(filter);
  if (rest !== '') throw new DifferentialError(`the filter ${filter} has ${rest} behind its end`);
  return bytes;
}

function read(filter: string): { bytes: Buffer; rest: string } {
  const sign = filter[1] ?? '';
  const set = SETS[sign];
  if (set !== undefined || sign === '!') {
    const parts: Buffer[] = [];
    let rest = filter.slice(2);
    while (rest.startsWith('(')) {
      const part = read(rest);
      parts.push(part.bytes);
      rest = part.rest;
    }
    if (!rest.startsWith(')')) throw new DifferentialError(`the filter ${filter} does not end`);
    return { bytes: element(set ?? 0xa2, ...parts), rest: rest.slice(1) };
  }
  const [whole = '', attribute = '', rule, comparison = '', value = ''] = ITEM.exec(filter) ?? [];
  if (whole === '') throw new DifferentialError(`${filter} is no filter`);
  const bytes =
    rule === undefined
      ? item(attribute, comparison, value)
      : element(0xa9, text(rule, 0x81), text(attribute, 0x82), text(unescaped(value), 0x83));
  return { bytes, rest: filter.slice(whole.length) };
}

function item(attribute: string, comparison: string, value: string): Buffer {
  if (comparison !== '=' || !value.includes('*')) {
    return element(COMPARISONS[comparison] ?? 0, text(attribute), text(unescaped(value)));
  }
  if (value === '*') return text(attribute, 0x87);
  const parts = value.split('*');
  const tagged = parts.flatMap((part, index) => {
    const tag = index === 0 ? 0x80 : index === parts.length - 1 ? 0x82 : 0x81;
    return part === '' ? [] : [text(unescaped(part), tag)];
  });
  return element(0xa4, text(attribute), element(0x30, ...tagged));
}

function unescaped(value: string): Buffer {
  const parts = value.split(/(\\[0-9a-f]{2})/i);
  return Buffer.concat(
    parts.map((part) => (part.startsWith('\\') ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  );
}
