import { LabFileError } from './errors.ts';
import { estateProblems } from './estate-rules.ts';
import { labConfig, type LabConfig, type LabInput } from './lab-config.ts';
import { placeOf, type Path, type Problem } from './problem.ts';
import { schemaProblems } from './schema-problems.ts';

/** Where a problem stands in the text, for a description that came as text. */
export type Locate = (path: Path, atKey: boolean) => { line: number; column: number };

/** Checks a description given as an object. Throws LabFileError for its first mistake. */
export function checkLab(input: LabInput): LabConfig {
  return checkTree(input, 'lab');
}

/** Checks shape first, then whether the parts fit together. */
export function checkTree(tree: unknown, file: string, locate?: Locate): LabConfig {
  const checked = labConfig.safeParse(tree);
  if (!checked.success) throw firstOf(schemaProblems(labConfig, tree, checked.error.issues), file, locate);
  const problems = estateProblems(checked.data);
  if (problems.length > 0) throw firstOf(problems, file, locate);
  return checked.data;
}

/**
 * The mistake that stands first in the text, or in the order of the rules when there is no text. A misspelt key comes
 * before the key that it leaves missing at the same place.
 */
function firstOf(problems: readonly Problem[], file: string, locate: Locate | undefined): LabFileError {
  const placed = problems.map((problem) => ({ problem, at: locate?.(problem.path, problem.atKey ?? false) }));
  const misspelt = ({ problem }: (typeof placed)[number]): number => (problem.atKey === true ? 0 : 1);
  placed.sort(
    (a, b) =>
      (a.at?.line ?? 0) - (b.at?.line ?? 0) ||
      (a.at?.column ?? 0) - (b.at?.column ?? 0) ||
      misspelt(a) - misspelt(b),
  );
  const [first] = placed;
  const { path = [], found = 'a mistake', expected = 'a valid lab', remedy } = first?.problem ?? {};
  return new LabFileError({
    file,
    ...first?.at,
    place: placeOf(path),
    found,
    expected,
    remedy,
    more: problems.length - 1,
  });
}
