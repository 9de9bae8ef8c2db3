import type { Json } from '../history/event.ts';

const VALUE_LIMIT = 200;
const PLAIN = /^[\w@.:/\\+ -]+$/;
const INVISIBLE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * An event's data as one line, `name=value` each. Values may come from anywhere: control and direction characters
 * are written as escapes, so that no value can forge a line or steer a terminal.
 */
export function describeFacts(data: Readonly<Record<string, Json>> | undefined): string {
  return Object.entries(data ?? {})
    .map(([name, value]) => `${escapeInvisible(name)}=${describeValue(value)}`)
    .join(' ');
}

/** Facts that differ from run to run and that a reader wants all the same: in words, why something failed. */
const REASONS: readonly string[] = ['reason', 'detail', 'errorText'];

export function describeReasons(facts: Readonly<Record<string, Json>> | undefined): string {
  return describeFacts(
    Object.fromEntries(Object.entries(facts ?? {}).filter(([name]) => REASONS.includes(name))),
  );
}

function describeValue(value: Json): string {
  const plain = typeof value === 'string' && PLAIN.test(value) && !value.includes(' ');
  const text = escapeInvisible(plain ? value : JSON.stringify(value));
  return text.length <= VALUE_LIMIT ? text : `${text.slice(0, VALUE_LIMIT)}…`;
}

/** Writes characters that cannot be seen as `\uXXXX`. */
export function escapeInvisible(text: string): string {
  return text.replace(INVISIBLE, escapeCharacter).replace(/[\u0000-\u001f]/g, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
