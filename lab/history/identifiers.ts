const IDENTIFIER = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** A text and the identifiers (UUIDs) in it, which differ from run to run. */
export interface Template {
  /** What stands before, between and after the identifiers: one piece more than there are identifiers. */
  readonly pieces: readonly string[];
  /** In order of appearance, in lower case. */
  readonly ids: readonly string[];
}

export function templateOf(text: string): Template {
  return {
    pieces: text.split(IDENTIFIER),
    ids: (text.match(IDENTIFIER) ?? []).map((id) => id.toLowerCase()),
  };
}

/** The text with every identifier replaced. */
export function fill({ pieces, ids }: Template, nameOf: (id: string) => string): string {
  return pieces.map((piece, at) => piece + (ids[at] === undefined ? '' : nameOf(ids[at]))).join('');
}

/** The text without its identifiers. */
export function mask(template: Template): string {
  return fill(template, () => '#');
}
