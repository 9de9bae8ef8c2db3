/** A search filter (RFC 4511 section 4.5.1.7). Values are bytes, as `objectGUID` is compared by bytes. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'present'; readonly attribute: string }
  | { readonly kind: Comparison; readonly attribute: string; readonly value: Buffer }
  | SubstringFilter
  | ExtensibleFilter;

export type Comparison = 'equal' | 'atLeast' | 'atMost' | 'approximate';

export interface SubstringFilter {
  readonly kind: 'substring';
  readonly attribute: string;
  readonly initial?: Buffer | undefined;
  readonly any: readonly Buffer[];
  readonly final?: Buffer | undefined;
}

export interface ExtensibleFilter {
  readonly kind: 'extensible';
  readonly rule?: string | undefined;
  readonly attribute?: string | undefined;
  readonly value: Buffer;
}
