export type Path = readonly (string | number)[];

/** One thing wrong with a lab's description, by its place in the tree rather than in the text. */
export interface Problem {
  readonly path: Path;
  /** The key itself is meant, not its value. */
  readonly atKey?: boolean;
  readonly found: string;
  readonly expected: string;
  readonly remedy?: string | undefined;
  /** What was evidently meant: a known key, or a value; the rest of the description is checked as if it stood there. */
  readonly meant?: string | undefined;
}

/** `cloud.domains[1].name` */
export function placeOf(path: Path): string | undefined {
  if (path.length === 0) return undefined;
  return path
    .map((part, n) => (typeof part === 'number' ? `[${part}]` : n === 0 ? part : `.${part}`))
    .join('');
}

const SHOWN = 60;

/** What stands at a place, in a few words. A secret is never shown. */
export function describe(value: unknown, path: Path): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (path.some((part) => /password|secret|token/i.test(String(part)))) return 'a value not shown here';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** The value at a path of plain JSON. */
export function valueAt(tree: unknown, path: Path): unknown {
  let value = tree;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}
