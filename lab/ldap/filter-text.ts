import type { Filter, SubstringFilter } from './filter.ts';

/** A filter as people write it (RFC 4515). */
export function filterText(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
      return `(&${filter.filters.map(filterText).join('')})`;
    case 'or':
      return `(|${filter.filters.map(filterText).join('')})`;
    case 'not':
      return `(!${filterText(filter.filter)})`;
    case 'present':
      return `(${filter.attribute}=*)`;
    case 'equal':
      return `(${filter.attribute}=${escape(filter.value)})`;
    case 'approximate':
      return `(${filter.attribute}~=${escape(filter.value)})`;
    case 'atLeast':
      return `(${filter.attribute}>=${escape(filter.value)})`;
    case 'atMost':
      return `(${filter.attribute}<=${escape(filter.value)})`;
    case 'substring':
      return substringText(filter);
    case 'extensible':
      return `(${filter.attribute ?? ''}${filter.rule === undefined ? '' : `:${filter.rule}`}:=${escape(filter.value)})`;
  }
}

function substringText({ attribute, initial, any, final }: SubstringFilter): string {
  const parts = [initial, ...any, final].map((part) => (part === undefined ? '' : escape(part)));
  return `(${attribute}=${parts.join('*')})`;
}

/** A value made safe to stand in a filter's text. */
export function escapeFilterValue(value: string): string {
  return escape(Buffer.from(value));
}

/** Bytes that are no printable ASCII, and the filter's own signs, as `\xx`. */
function escape(value: Buffer): string {
  return [...value]
    .map((byte) => {
      const sign = String.fromCharCode(byte);
      return byte < 0x20 || byte > 0x7e || '()*\\'.includes(sign)
        ? `\\${byte.toString(16).padStart(2, '0')}`
        : sign;
    })
    .join('');
}
