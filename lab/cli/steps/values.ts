/** Cucumber's own types: what fits, and an example. */
const BUILT_IN: Readonly<Record<string, readonly [RegExp, string]>> = {
  int: [/^-?\d+$/, '3'],
  float: [/^[-+]?\d*\.?\d+$/, '2.5'],
  double: [/^[-+]?\d*\.?\d+$/, '2.5'],
  bigdecimal: [/^[-+]?\d*\.?\d+$/, '2.5'],
  byte: [/^-?\d+$/, '3'],
  short: [/^-?\d+$/, '3'],
  long: [/^-?\d+$/, '3'],
  biginteger: [/^-?\d+$/, '3'],
  word: [/^\S+$/, 'word'],
  string: [/^(?:"[^"]*"|'[^']*')$/, '"some text"'],
  '': [/^.*$/, 'anything at all'],
};

const SEEN = 3;
const LIMIT = 8;

/** A value as a scenario has it, with its type. */
export interface SeenValue {
  readonly type: string;
  readonly text: string;
}

/**
 * Values to try for each type: some that scenarios have for it, cucumber's example, the alternatives of a pattern such as
 * `on|off`, and one that scenarios have for each other type, where it fits.
 */
export function valuesByType(
  types: ReadonlyMap<string, readonly string[]>,
  seen: readonly SeenValue[],
): (type: string) => readonly string[] {
  const pool = poolOf(types, seen);
  const found = new Map<string, readonly string[]>();
  return (type) => {
    const known = found.get(type) ?? choose(type, types, seen, pool);
    found.set(type, known);
    return known;
  };
}

function choose(
  type: string,
  types: ReadonlyMap<string, readonly string[]>,
  seen: readonly SeenValue[],
  pool: readonly string[],
): readonly string[] {
  const own = seen.filter((value) => value.type === type).map(({ text }) => text);
  const fits = patternOf(type, types);
  const example = BUILT_IN[type]?.[1];
  const candidates = [
    ...[...new Set(own)].slice(0, SEEN),
    ...(example === undefined ? [] : [example]),
    ...alternativesOf(types.get(type) ?? []),
    ...pool,
  ];
  return [...new Set(candidates.filter((text) => fits.test(text)))].slice(0, LIMIT);
}

/** One value of each type. */
function poolOf(types: ReadonlyMap<string, readonly string[]>, seen: readonly SeenValue[]): string[] {
  const first = new Map<string, string>();
  for (const { type, text } of seen) if (!first.has(type)) first.set(type, text);
  const alternatives = [...types.values()].flatMap((patterns) => alternativesOf(patterns).slice(0, 1));
  return [...first.values(), ...alternatives, ...Object.values(BUILT_IN).map(([, example]) => example)];
}

function patternOf(type: string, types: ReadonlyMap<string, readonly string[]>): RegExp {
  const own = types.get(type);
  if (own === undefined) return BUILT_IN[type]?.[0] ?? /^$/;
  return new RegExp(`^(?:${own.map((pattern) => `(?:${pattern})`).join('|')})$`);
}

/** `on|off` → on, off; nothing of patterns that say more. */
function alternativesOf(patterns: readonly string[]): string[] {
  return patterns.filter((pattern) => /^[\w |-]+$/.test(pattern)).flatMap((pattern) => pattern.split('|'));
}
