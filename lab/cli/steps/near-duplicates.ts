import { distance } from '../../words/nearest.ts';
import type { Step } from './catalogue.ts';

/** Two definitions that read almost the same. */
export interface NearDuplicate {
  readonly steps: readonly [Step, Step];
  /** From 0 to 1. */
  readonly likeness: number;
}

const ENOUGH = 0.85;
const LONGEST = 200;

/** Words that turn a sentence into its opposite: two steps that differ in them are a pair, not duplicates. */
const TURNING =
  /\b(?:not?|nobody|never|no longer|un\w+|off|on|un|again|wrong|started|stopped|enabled|disabled)\b/g;

/** Pairs that differ in few letters or in the order of words alone, the likest first. */
export function nearDuplicates(steps: readonly Step[]): NearDuplicate[] {
  const found = steps.flatMap((one, index) =>
    steps.slice(index + 1).flatMap((other): NearDuplicate[] => {
      const likeness = likenessOf(one.expression, other.expression);
      return likeness >= ENOUGH ? [{ steps: [one, other], likeness }] : [];
    }),
  );
  return found.sort((a, b) => b.likeness - a.likeness);
}

/** 1 for the same words in another order or with other types of values. */
export function likenessOf(one: string, other: string): number {
  const [a, b] = [shapeOf(one), shapeOf(other)];
  if (turns(a) !== turns(b)) return 0;
  if (sorted(a) === sorted(b)) return 1;
  return 1 - distance(a, b) / Math.max(a.length, b.length, 1);
}

/** A step's words without the types of its values, and with what is optional. */
function shapeOf(expression: string): string {
  return expression
    .toLowerCase()
    .replace(/\{[^}]*\}/g, '{}')
    .replace(/[()^$\\]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST);
}

function turns(shape: string): string {
  return (shape.match(TURNING) ?? []).join(' ');
}

function sorted(shape: string): string {
  return shape.split(' ').sort().join(' ');
}
