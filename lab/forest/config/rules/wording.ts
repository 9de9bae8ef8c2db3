import { nearest } from '../../../words/nearest.ts';
import { SCHEMA } from '../../schema/schema.ts';

/** `Did you mean DC1?`, when something known is near. */
export function meant(text: string, known: readonly string[]): string | undefined {
  const guess = nearest(text, known);
  return guess === undefined ? undefined : `Did you mean ${guess}?`;
}

const SHOWN = 12;

/** What there is, for a message; the rest of a long list is counted. */
export function oneOf(known: readonly string[]): string {
  if (known.length === 0) return 'none, as there is none';
  const rest = known.length - SHOWN;
  return `one of ${known.slice(0, SHOWN).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** The range that the schema gives to an attribute's values: of numbers themselves, else of their characters. */
export function rangeWanted(name: string): string {
  const attribute = SCHEMA.attribute(name);
  const { rangeLower = 0, rangeUpper, syntax = 'unicode' } = attribute ?? {};
  const range = rangeUpper === undefined ? `from ${rangeLower} on` : `from ${rangeLower} to ${rangeUpper}`;
  const isNumber = syntax === 'integer' || syntax === 'largeInteger';
  return isNumber ? `a number ${range}` : `a length ${range} characters, as the schema has ${name}`;
}

/** Everything after its first appearance, in any case. */
export function repeated<T>(all: readonly T[], nameOf: (one: T) => string): T[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const name = nameOf(one).toLowerCase();
    const again = seen.has(name);
    seen.add(name);
    return again;
  });
}

export function includesName(known: readonly string[], name: string): boolean {
  return known.some((one) => one.toLowerCase() === name.toLowerCase());
}
