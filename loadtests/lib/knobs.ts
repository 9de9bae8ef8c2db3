/** What a script can be told from outside, by environment (`-e RATE=50`). Each is read once, at its start. */
type Environment = Readonly<Record<string, string | undefined>>;

const environment: Environment = __ENV;

/** A number, not below `least`. Throws Error. */
export function number(name: string, fallback: number, least = 0): number {
  const text = environment[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (Number.isFinite(value) && value >= least) return value;
  throw new Error(`${name}=${text}: expected a number, ${least} or more`);
}

/** A whole number, not below `least`. Throws Error. */
export function whole(name: string, fallback: number, least = 0): number {
  const value = number(name, fallback, least);
  if (Number.isInteger(value)) return value;
  throw new Error(`${name}=${value}: expected a whole number`);
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Seconds, from text such as `500ms`, `30s`, `2m`. Throws Error. */
export function seconds(name: string, fallback: string): number {
  const text = environment[name] || fallback;
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const size = UNIT_SECONDS[unit];
  if (size === undefined) throw new Error(`${name}=${text}: expected a duration such as 500ms, 30s or 2m`);
  return Number(amount) * size;
}

/** One of some words, the first unless told. Throws Error. */
export function choice<const Word extends string>(name: string, words: readonly [Word, ...Word[]]): Word {
  const text = environment[name] || words[0];
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new Error(`${name}=${text}: expected one of ${words.join(', ')}`);
}

export function text(name: string, fallback: string): string {
  return environment[name] || fallback;
}
