import { valueAt, type Path, type Problem } from './problem.ts';

/** A description as it is read, and where what it says is written. */
export interface Reading {
  readonly tree: unknown;
  /** The place in the text of a place of the tree. */
  readonly written: (path: Path) => Path;
}

/** More than anybody misspells; what is beyond is not worth guessing at. */
const MOST = 100;

/** The description with every mistake put right as was evidently meant; undefined when that cannot be said of each one. */
export function asMeant({ tree, written }: Reading, problems: readonly Problem[]): Reading | undefined {
  if (problems.length > MOST || problems.some(({ meant }) => meant === undefined)) return undefined;
  const renamed: { readonly path: Path; readonly key: string }[] = [];
  let corrected = tree;
  for (const { path, atKey = false, meant = '' } of problems) {
    const [above, key] = [path.slice(0, -1), String(path.at(-1))];
    if (!atKey) corrected = changed(corrected, path, () => meant);
    else if (valueAt(corrected, [...above, meant]) === undefined) {
      corrected = changed(corrected, above, (map) => withKey(map, key, meant));
      renamed.push({ path: [...above, meant], key });
    } else corrected = changed(corrected, above, (map) => withKey(map, key));
  }
  const before = (path: Path): Path => {
    const found = renamed.find((one) => one.path.every((part, n) => part === path[n]));
    if (found === undefined) return path;
    const depth = found.path.length;
    return [...before(path.slice(0, depth - 1)), found.key, ...path.slice(depth)];
  };
  return { tree: corrected, written: (path) => written(before(path)) };
}

/** A copy in which one place is another; the rest is shared. */
function changed(tree: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [part, ...below] = path;
  if (part === undefined) return change(tree);
  if (Array.isArray(tree))
    return tree.map((each: unknown, n) => (n === part ? changed(each, below, change) : each));
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]: [string, unknown]) => [
      key,
      key === part ? changed(value, below, change) : value,
    ]),
  );
}

/** The map with a key called otherwise, or left out. */
function withKey(map: unknown, key: string, called?: string): unknown {
  if (typeof map !== 'object' || map === null) return map;
  const entries = Object.entries(map).map(([name, value]: [string, unknown]) => [
    name === key ? called : name,
    value,
  ]);
  return Object.fromEntries(entries.filter(([name]) => name !== undefined));
}
