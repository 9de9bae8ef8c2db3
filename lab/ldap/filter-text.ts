import type { Filter, SubstringFilter } from './filter.ts';

/** A filter as people write it (RFC 4515). @param longest characters after which the rest is left out, about */
export function filterText(filter: Filter, longest = Infinity): string {
  const text = new Text(longest);
  write(filter, text);
  return text.written;
}

/** Takes no more than it has room for, so that a long filter costs no more than a short one. */
class Text {
  written = '';
  readonly #longest: number;

  constructor(longest: number) {
    this.#longest = longest;
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
      return text.put(':=', escape(filter.value, text.room), ')');
    default:
      return text.put('(', filter.attribute, SIGNS[filter.kind], escape(filter.value, text.room), ')');
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
  if (initial !== undefined) text.put(escape(initial, text.room));
  for (const part of any) {
    if (text.room <= 0) return;
    text.put('*', escape(part, text.room));
  }
  text.put('*');
  if (final !== undefined) text.put(escape(final, text.room));
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
