import { isDeepStrictEqual } from 'node:util';
import type { Outcome } from './tried.ts';

/** What a consumer written here tries, one after the other; a step that throws has gone wrong, and the next is tried. */
export class Checks {
  readonly outcomes: Outcome[] = [];

  async check(what: string, step: () => Promise<void> | void): Promise<void> {
    try {
      await step();
      this.outcomes.push({ what, wrong: undefined });
    } catch (error) {
      this.outcomes.push({ what, wrong: textOf(error) });
    }
  }
}

/** Throws when `found` is not what Active Directory gives. */
export function expect(found: unknown, expected: unknown, about = 'it'): void {
  if (!isDeepStrictEqual(found, expected)) {
    throw new Error(`expected ${about} to be ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
  }
}

export function holds(fact: boolean, otherwise: string): asserts fact {
  if (!fact) throw new Error(otherwise);
}

/**
 * Outcomes that a program in another language has printed, a line each: `ok<TAB>what` or `no<TAB>what<TAB>instead`.
 * A last line `done` says that it came to its end; without it the rest is missing, and that is an outcome too.
 */
export function outcomesIn(stdout: string, otherwise = ''): Outcome[] {
  const lines = stdout.split('\n').map((line) => line.split('\t'));
  const outcomes = lines.flatMap(([kind, what = '', instead = '']): Outcome[] => {
    if (kind === 'ok') return [{ what, wrong: undefined }];
    return kind === 'no' ? [{ what, wrong: instead || 'it failed and does not say why' }] : [];
  });
  if (lines.some(([kind]) => kind === 'done')) return outcomes;
  return [...outcomes, { what: 'the program comes to its end', wrong: `it stopped early: ${otherwise}` }];
}

function textOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  const more = cause instanceof Error ? ` (${cause.message})` : '';
  return `${message}${more}`.replace(/\s+/g, ' ').trim() || 'it failed and does not say why';
}
