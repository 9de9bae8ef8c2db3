/** A part of a page that a script writes, between two comments. */
export interface MarkedPart {
  /** `exceptions` */
  readonly name: string;
  /** The script that writes it, from the project's root. */
  readonly script: string;
}

/** The page with that part replaced. Throws when it has no place for it. */
export function withPart(page: string, { name, script }: MarkedPart, text: string): string {
  const [open, close] = [`<!-- ${name}: written by \`node ${script}\` -->`, `<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(open), page.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`the page has no place for ${name}: ${open} … ${close}`);
  return `${page.slice(0, from + open.length)}\n\n${text}\n\n${page.slice(to)}`;
}
