import type { z } from 'zod';
import { nearest } from '../words/nearest.ts';
import { knownKey } from './other-names.ts';
import { describe, valueAt, type Path, type Problem } from './problem.ts';
import { keysAt } from './schema-walk.ts';

type Issue = z.core.$ZodIssue;

/** A schema's own message, as those of this project are worded. */
const OWN_WORDS = /^expected (.+?)\.?$/s;

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  record: 'a map',
  array: 'a list',
};

/** What a schema refuses, in the words of a lab file. */
export function schemaProblems(schema: z.core.$ZodType, input: unknown, issues: readonly Issue[]): Problem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownKey(schema, path, key))
      : [wrongValue(issue, path, valueAt(input, path))];
  });
}

function unknownKey(schema: z.core.$ZodType, path: Path, key: string): Problem {
  const known = keysAt(schema, path);
  const meant = knownKey(key, known);
  return {
    path: [...path, key],
    atKey: true,
    found: `the unknown key ${JSON.stringify(key)}`,
    expected: known.length === 0 ? 'no such key' : `one of ${known.join(', ')}`,
    remedy: meant === undefined ? undefined : `Did you mean ${meant}?`,
    meant,
  };
}

function wrongValue(issue: Issue, path: Path, value: unknown): Problem {
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const problem = { path, found: describe(value, path), expected: expectedBy(issue) };
  if (wantsQuotes(issue, value, choices))
    return { ...problem, remedy: 'Write it in quotes', meant: String(value) };
  if (typeof value !== 'string') return problem;
  return { ...problem, remedy: meant(value, choices), meant: nearest(value, choices) };
}

/** YAML reads `42` as a number and `true` as a truth value: text that looks so needs quotes. */
function wantsQuotes(issue: Issue, value: unknown, choices: readonly string[]): boolean {
  if (typeof value !== 'number' && typeof value !== 'boolean') return false;
  const wantsText =
    issue.code === 'invalid_type' && issue.expected === 'string' && !OWN_WORDS.test(issue.message);
  return wantsText || choices.includes(String(value));
}

function expectedBy(issue: Issue): string {
  const [, own] = OWN_WORDS.exec(issue.message) ?? [];
  if (own !== undefined) return own;
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_NAMES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return alternatives(issue.values.map(String));
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${amount(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${amount(issue.maximum, issue.origin)}`;
    case 'invalid_format':
      return issue.format === 'datetime' ? 'a time such as 2026-01-05T08:00:00Z' : issue.message;
    default:
      return issue.message;
  }
}

function amount(bound: number | bigint, origin: string): string {
  const unit: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };
  return `${bound}${unit[origin] ?? ''}`;
}

function alternatives(values: readonly string[]): string {
  return values.length < 2 ? values.join() : `${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`;
}

/** `Did you mean domains?`, when something known is near. */
export function meant(text: string, known: readonly string[]): string | undefined {
  const guess = nearest(text, known);
  return guess === undefined ? undefined : `Did you mean ${guess}?`;
}
