import { asMeant, type Reading } from './as-meant.ts';
import { LabFileError, type LabFileMistake } from './errors.ts';
import { estateProblems } from './estate-rules.ts';
import { labConfig, type LabConfig, type LabInput } from './lab-config.ts';
import { placeOf, type Problem } from './problem.ts';
import { schemaProblems } from './schema-problems.ts';
import { tellingFirst, type Locate } from './telling-first.ts';
import { withoutConsequences } from './without-consequences.ts';

/** Rounds of reading what was meant: what stands below a misspelt key is seen in the next. */
const ROUNDS = 5;

/** Checks a description given as an object. Throws LabFileError for its mistakes. */
export function checkLab(input: LabInput): LabConfig {
  return checkTree(input, 'lab');
}

/**
 * Checks shape first, then whether the parts fit together. A shape whose every mistake has one evident correction is
 * read as it was meant, so that what else is wrong is told in the same breath.
 */
export function checkTree(tree: unknown, file: string, locate?: Locate): LabConfig {
  const problems: Problem[] = [];
  let reading: Reading | undefined = { tree, written: (path) => path };
  for (let round = 0; reading !== undefined && round < ROUNDS; round++) {
    const checked = labConfig.safeParse(reading.tree);
    const { written } = reading;
    const found = checked.success
      ? estateProblems(checked.data)
      : schemaProblems(labConfig, reading.tree, checked.error.issues);
    if (checked.success && found.length + problems.length === 0) return checked.data;
    const telling = withoutConsequences(found, reading.tree);
    problems.push(...telling.map((problem) => ({ ...problem, path: written(problem.path) })));
    reading = checked.success ? undefined : asMeant(reading, telling);
  }
  throw mistaken(tellingFirst(problems, tree, locate), file);
}

function mistaken(problems: ReturnType<typeof tellingFirst>, file: string): LabFileError {
  const none: LabFileMistake = { file, found: 'a mistake', expected: 'a valid lab' };
  const [first = none, ...further] = problems.map(({ problem: { path, found, expected, remedy }, at }) => {
    return { file, ...at, place: placeOf(path), found, expected, remedy };
  });
  return new LabFileError(first, further);
}
