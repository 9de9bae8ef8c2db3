import { ODataError, unknownProperty, type Entity, type PropertyType } from './errors.ts';
import { tokensOf, type Token } from './lexer.ts';

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type TextTest = 'startswith' | 'endswith' | 'contains';
export type Literal = string | number | boolean | null;

/** `$filter`, parsed (OData 4.01 URL conventions, section 5.1.1; Graph's part of it). */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly of: Filter }
  | { readonly kind: 'compare'; readonly path: string; readonly by: Comparison; readonly to: Literal }
  | { readonly kind: 'test'; readonly path: string; readonly by: TextTest; readonly to: string }
  | { readonly kind: 'in'; readonly path: string; readonly among: readonly Literal[] }
  | { readonly kind: 'any'; readonly path: string; readonly of: Filter };

const COMPARISONS: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const TESTS: ReadonlySet<string> = new Set(['startswith', 'endswith', 'contains']);
const DEEPEST = 12;
const MOST_IN = 15;

/** Throws ODataError, which names the property or the place. */
export function parseFilter(expression: string, entity: Entity): Filter {
  const parser = new FilterParser(tokensOf(expression), entity);
  return parser.whole();
}

class FilterParser {
  readonly #tokens: readonly Token[];
  readonly #entity: Entity;
  #at = 0;
  #depth = 0;
  /** The collection and variable of the `any` that is being read. */
  #range: { readonly variable: string; readonly path: string } | undefined;

  constructor(tokens: readonly Token[], entity: Entity) {
    this.#tokens = tokens;
    this.#entity = entity;
  }

  whole(): Filter {
    const filter = this.#or();
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return filter;
  }

  #or(): Filter {
    let left = this.#and();
    while (this.#word('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Filter {
    let left = this.#not();
    while (this.#word('and')) left = { kind: 'and', left, right: this.#not() };
    return left;
  }

  #not(): Filter {
    if (++this.#depth > DEEPEST) throw new ODataError(`The filter is nested deeper than ${DEEPEST} levels.`);
    try {
      if (this.#word('not')) return { kind: 'not', of: this.#not() };
      return this.#primary();
    } finally {
      this.#depth--;
    }
  }

  #primary(): Filter {
    if (this.#mark('(')) {
      const inner = this.#or();
      this.#need(')');
      return inner;
    }
    const name = this.#name();
    if (TESTS.has(name)) return this.#test(name as TextTest);
    if (name.endsWith('/any') && this.#mark('(')) return this.#any(name.slice(0, -'/any'.length));
    return this.#comparison(name);
  }

  #test(by: TextTest): Filter {
    this.#need('(');
    const { path, type } = this.#property(this.#name());
    this.#need(',');
    const to = this.#literal(type);
    this.#need(')');
    if (typeof to !== 'string') throw new ODataError(`${by} takes a text.`);
    return { kind: 'test', path, by, to };
  }

  #any(path: string): Filter {
    if (this.#range !== undefined) throw new ODataError('any inside any is not supported.');
    const isCollection = Object.keys(this.#entity.properties).some((name) => name.startsWith(`${path}[]`));
    if (!isCollection) throw unknownProperty(path, this.#entity);
    const variable = this.#name();
    this.#need(':');
    this.#range = { variable, path };
    const of = this.#or();
    this.#range = undefined;
    this.#need(')');
    return { kind: 'any', path, of };
  }

  #comparison(name: string): Filter {
    const { path, type } = this.#property(name);
    const by = this.#name();
    if (by === 'in') return { kind: 'in', path, among: this.#list(type) };
    if (!COMPARISONS.has(by)) throw new ODataError(`'${by.slice(0, 64)}' is no comparison.`);
    return { kind: 'compare', path, by: by as Comparison, to: this.#literal(type) };
  }

  #list(type: PropertyType): Literal[] {
    this.#need('(');
    const among = [this.#literal(type)];
    while (this.#mark(',')) among.push(this.#literal(type));
    this.#need(')');
    if (among.length > MOST_IN) throw new ODataError(`in takes at most ${MOST_IN} values.`);
    return among;
  }

  #property(name: string): { readonly path: string; readonly type: PropertyType } {
    const range = this.#range;
    const own = range !== undefined && (name === range.variable || name.startsWith(`${range.variable}/`));
    const full = own ? `${range.path}[]${name.slice(range.variable.length)}` : name;
    const known = Object.keys(this.#entity.properties).find(
      (one) => one.toLowerCase() === full.toLowerCase(),
    );
    const type = known === undefined ? undefined : this.#entity.properties[known];
    if (known === undefined || type === undefined)
      throw unknownProperty(name.replace('[]', ''), this.#entity);
    return { path: own ? known.slice(range.path.length + '[]'.length).replace(/^\//, '') : known, type };
  }

  #literal(type: PropertyType): Literal {
    const token = this.#next();
    if (token.kind === 'name' && token.value === 'null') return null;
    if (type === 'boolean' && token.kind === 'name' && ['true', 'false'].includes(token.value))
      return token.value === 'true';
    if (token.kind === 'name' || token.kind === 'mark' || token.kind !== type)
      throw new ODataError(`A ${type} was expected, and '${String(token.value).slice(0, 64)}' found.`);
    return token.value;
  }

  #name(): string {
    const token = this.#next();
    if (token.kind !== 'name') {
      this.#at--;
      throw this.#unexpected();
    }
    return token.value;
  }

  #word(word: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'name' || token.value !== word) return false;
    this.#at++;
    return true;
  }

  #mark(mark: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'mark' || token.value !== mark) return false;
    this.#at++;
    return true;
  }

  #need(mark: string): void {
    if (!this.#mark(mark)) throw this.#unexpected(mark);
  }

  #next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw this.#unexpected();
    this.#at++;
    return token;
  }

  #unexpected(wanted?: string): ODataError {
    const token = this.#tokens[this.#at];
    const found =
      token === undefined
        ? 'The filter ends too early'
        : `'${String(token.value).slice(0, 64)}' was not expected`;
    return new ODataError(wanted === undefined ? `${found}.` : `${found}; '${wanted}' was.`);
  }
}
