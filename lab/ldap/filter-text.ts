import type { Filter, SubstringFilter } from './filter.ts';

export interface FilterTextOptions {
  /** Characters after which the rest is left out, about. */
  readonly longest?: number;
  /** Attributes whose values are not written. */
  readonly isHidden?: (attribute: string) => boolean;
}

/** A filter as people write it (RFC 4515). */
export function filterText(filter: Filter, { longest = Infinity, isHidden }: FilterTextOptions = {}): string {
  const text = new Text(longest, isHidden);
  write(filter, text);
  return text.written;
}

/** Takes no more than it has room for, so that a long filter costs no more than a short one. */
class Text {
  written = '';
  readonly #longest: number;
  readonly #isHidden: (attribute: string) => boolean;

  constructor(longest: number, isHidden: (attribute: string) => boolean = () => false) {
    this.#longest = longest;
    this.#isHidden = isHidden;
  }

  /** A value as it may be shown. */
  value(attribute: string | undefined, bytes: Buffer): string {
    return attribute !== undefined && this.#isHidden(attribute) ? '…' : escape(bytes, this.room);
  }

  get room(): number {
    return this.#longest - this.written.length;
  }

  put(...parts: readonly string[]): void {
    for (const part of parts) if (this.room > 0) this.written += part.slice(0, this.room);
  }
}

/** Between attribute and value. */
const SIGNS = { equal: '=', approximate: '~=', atLeast: '>=', atMost: '<=' } as const;

function write(filter: Filter, text: Text): void {
  if (text.room <= 0) return;
  switch (filter.kind) {
    case 'and':
    case 'or':
      return writeSet(filter.kind === 'and' ? '(&' : '(|', filter.filters, text);
    case 'not':
      return writeSet('(!', [filter.filter], text);
    case 'present':
      return text.put('(', filter.attribute, '=*)');
    case 'substring':
      return writeSubstring(filter, text);
    case 'extensible':
      text.put('(', filter.attribute ?? '', filter.rule === undefined ? '' : `:${filter.rule}`);
      return text.put(':=', text.value(filter.attribute, filter.value), ')');
    default:
      return text.put(
        '(',
        filter.attribute,
        SIGNS[filter.kind],
        text.value(filter.attribute, filter.value),
        ')',
      );
  }
}

function writeSet(sign: string, filters: readonly Filter[], text: Text): void {
  text.put(sign);
  for (const each of filters) {
    if (text.room <= 0) return;
    write(each, text);
  }
  text.put(')');
}

function writeSubstring({ attribute, initial, any, final }: SubstringFilter, text: Text): void {
  text.put('(', attribute, '=');
  if (initial !== undefined) text.put(text.value(attribute, initial));
  for (const part of any) {
    if (text.room <= 0) return;
    text.put('*', text.value(attribute, part));
  }
  text.put('*');
  if (final !== undefined) text.put(text.value(attribute, final));
  text.put(')');
}

/** A value made safe to stand in a filter's text. */
export function escapeFilterValue(value: string): string {
  return escape(Buffer.from(value), Infinity);
}

/** Bytes that are no printable ASCII, and the filter's own signs, as `\xx`; no more bytes than there is room for. */
function escape(value: Buffer, room: number): string {
  return [...value.subarray(0, Math.max(0, room))]
    .map((byte) => {
      const sign = String.fromCharCode(byte);
      return byte < 0x20 || byte > 0x7e || '()*\\'.includes(sign)
        ? `\\${byte.toString(16).padStart(2, '0')}`
        : sign;
    })
    .join('');
}
