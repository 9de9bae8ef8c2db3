import { valueAt, type Path, type Problem } from './problem.ts';

/** Without the problems that go away by themselves once another one is mended. */
export function withoutConsequences(problems: readonly Problem[], tree: unknown): Problem[] {
  const isWritten = ({ path }: Problem): boolean => valueAt(tree, path) !== undefined;
  const mistaken = problems.flatMap(({ path, meant, atKey }) =>
    atKey === true && meant !== undefined ? [[...path.slice(0, -1), meant]] : [],
  );
  const domains = problems
    .filter((one) => isWritten(one) && isFurtherDomain(one.path))
    .map(({ path }) => path);
  return problems.filter((problem) => {
    if (isWritten(problem)) return true;
    const isMisspelt = problem.atKey !== true && mistaken.some((path) => isSame(path, problem.path));
    return !isMisspelt && !domains.some((path) => isWithin(problem.path, path.slice(0, -1)));
  });
}

/** `forest.domains[1].domain`: names of computers and more follow from it unless they are written. */
function isFurtherDomain(path: Path): boolean {
  return path.at(-1) === 'domain' && typeof path.at(-2) === 'number';
}

function isSame(a: Path, b: Path): boolean {
  return a.length === b.length && isWithin(a, b);
}

function isWithin(path: Path, above: Path): boolean {
  return above.every((part, n) => part === path[n]);
}
