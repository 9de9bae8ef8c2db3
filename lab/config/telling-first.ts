import { valueAt, type Path, type Problem } from './problem.ts';

/** Where a problem stands in the text, for a description that came as text. */
export type Locate = (path: Path, atKey: boolean) => Position;

interface Position {
  readonly line: number;
  readonly column: number;
}

export interface PlacedProblem {
  readonly problem: Problem;
  readonly at: Position | undefined;
}

/** Looking for a place takes time in a long text; nobody reads as far as this. */
const LOCATED = 200;

/**
 * The problems as they stand in the text, or in the order of the rules when there is no text. At one place a misspelt
 * key comes first, then what is written, then what should be.
 */
export function tellingFirst(problems: readonly Problem[], tree: unknown, locate?: Locate): PlacedProblem[] {
  const placed = problems.map((problem, n) => {
    const at = n < LOCATED ? locate?.(problem.path, problem.atKey ?? false) : undefined;
    return { problem, at, rank: rankOf(problem, tree) };
  });
  if (locate === undefined) return placed;
  return placed.sort(
    (a, b) => lineOf(a) - lineOf(b) || a.rank - b.rank || (a.at?.column ?? 0) - (b.at?.column ?? 0),
  );
}

function lineOf({ at }: PlacedProblem): number {
  return at?.line ?? Infinity;
}

function rankOf({ path, atKey }: Problem, tree: unknown): number {
  return atKey === true || valueAt(tree, path) !== undefined ? 0 : 1;
}
