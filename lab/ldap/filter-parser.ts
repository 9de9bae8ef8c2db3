import type { Comparison, Filter } from './filter.ts';

/** Text that is no RFC 4515 filter. */
export class FilterSyntaxError extends Error {
  readonly code = 'PTALAB_LDAP_FILTER';
  constructor(text: string, at: number, expected: string) {
    super(`no LDAP filter: expected ${expected} at position ${at} of ${text.slice(0, 200)}`);
    this.name = 'FilterSyntaxError';
  }
}

const ITEM = /([^()=<>~:\s*]*)(:[\d.]+)?(<=|>=|~=|:=|=)((?:[^()\\\u0000]|\\[0-9a-f]{2})*)/iy;
const SETS: Readonly<Record<string, 'and' | 'or'>> = { '&': 'and', '|': 'or' };
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '>=': 'atLeast',
  '<=': 'atMost',
  '~=': 'approximate',
};
const MAX_DEPTH = 30;

/**
 * Reads a filter as people write it (RFC 4515), escapes undone: the parser of `@ldapjs/filter` 2.1.1 sends `\2a`
 * as three characters. Throws FilterSyntaxError.
 */
export function parseFilter(text: string): Filter {
  const reader = new Reader(text);
  const filter = reader.filter(MAX_DEPTH);
  reader.end();
  return filter;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  filter(depth: number): Filter {
    if (depth === 0) throw this.#expected('no deeper nesting');
    this.#take('(');
    const sign = this.#text[this.#at] ?? '';
    const filter = sign === '!' ? this.#not(depth) : sign in SETS ? this.#set(sign, depth) : this.#item();
    this.#take(')');
    return filter;
  }

  end(): void {
    if (this.#at < this.#text.length) throw this.#expected('the end');
  }

  #not(depth: number): Filter {
    this.#at++;
    return { kind: 'not', filter: this.filter(depth - 1) };
  }

  #set(sign: string, depth: number): Filter {
    this.#at++;
    const filters: Filter[] = [];
    while (this.#text[this.#at] === '(') filters.push(this.filter(depth - 1));
    return { kind: SETS[sign] ?? 'and', filters };
  }

  #item(): Filter {
    ITEM.lastIndex = this.#at;
    const [all, attribute = '', rule, sign = '', value = ''] = ITEM.exec(this.#text) ?? [];
    if (all === undefined) throw this.#expected('attribute=value');
    const kind = COMPARISONS[sign];
    const extensible = sign === ':=';
    const nameless = attribute === '' && !(extensible && rule !== undefined);
    if (nameless || (rule !== undefined && !extensible)) throw this.#expected('attribute=value');
    this.#at += all.length;
    if (extensible)
      return {
        kind: 'extensible',
        rule: rule?.slice(1),
        attribute: attribute || undefined,
        value: bytes(value),
      };
    if (kind !== undefined) return { kind, attribute, value: bytes(value) };
    return equalityOf(attribute, value);
  }

  #take(sign: string): void {
    if (this.#text[this.#at] !== sign) throw this.#expected(sign);
    this.#at++;
  }

  #expected(what: string): FilterSyntaxError {
    return new FilterSyntaxError(this.#text, this.#at, what);
  }
}

/** `=*` is presence, a value with stars a substring match, else equality. */
function equalityOf(attribute: string, value: string): Filter {
  if (value === '*') return { kind: 'present', attribute };
  const parts = value.split('*').map(bytes);
  const [initial, ...rest] = parts;
  const final = rest.pop();
  if (initial === undefined || final === undefined) return { kind: 'equal', attribute, value: bytes(value) };
  const some = (part: Buffer): Buffer | undefined => (part.length > 0 ? part : undefined);
  return {
    kind: 'substring',
    attribute,
    initial: some(initial),
    any: rest.filter((part) => part.length > 0),
    final: some(final),
  };
}

function bytes(value: string): Buffer {
  const pieces = value.split(/((?:\\[0-9a-f]{2})+)/i);
  return Buffer.concat(
    pieces.map((piece, index) =>
      index % 2 === 1 ? Buffer.from(piece.replaceAll('\\', ''), 'hex') : Buffer.from(piece),
    ),
  );
}
