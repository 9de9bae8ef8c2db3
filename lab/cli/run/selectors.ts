import type { Pickle } from '../../report/messages.ts';
import { UnknownOutcomeError, UsageError } from '../errors.ts';
import { didYouMean } from '../likeness.ts';
import type { Selection } from './cucumber.ts';
import type { Scenario } from './scenarios.ts';

/** A tag that no scenario has selects nothing and is most often misspelt. Throws UsageError. */
export function refuseUnknownTags(expression: string, pickles: Iterable<Pickle>): void {
  const known = new Set([...pickles].flatMap(({ tags }) => tags.map(({ name }) => name)));
  const bare = expression.match(/[^\s()]+/g)?.find((word) => !/^(?:@.*|and|or|not)$/.test(word));
  if (bare !== undefined) {
    throw new UsageError(
      `a tag begins with @, unlike ${JSON.stringify(bare)}${didYouMean(`@${bare}`, known)}`,
    );
  }
  for (const [tag] of expression.matchAll(/@[^\s()]+/g)) {
    if (known.has(tag)) continue;
    const list = known.size === 0 ? 'none has a tag' : `known tags: ${[...known].sort().join(', ')}`;
    throw new UsageError(`no scenario is tagged ${tag}${didYouMean(tag, known)}\n${list}`);
  }
}

/** A name that fits no scenario of the files. Throws UsageError. */
export function refuseUnknownName(pattern: string | undefined, pickles: Iterable<Pickle>): void {
  if (pattern === undefined) return;
  const names = [...pickles].map(({ name }) => name);
  if (names.some((name) => new RegExp(pattern).test(name))) return;
  throw new UsageError(
    `--name ${JSON.stringify(pattern)} fits none of ${names.length} scenario names${didYouMean(pattern, names)}; ` +
      '`ptalab run --list` shows them',
  );
}

const WITH_LINES = /^(.*?)((?::\d+)+)$/;

/** Every path with lines, once for each of its lines. */
export function placesOf(paths: readonly string[]): { path: string; file: string; line: number }[] {
  return paths.flatMap((path) => {
    const [, file = '', lines = ''] = WITH_LINES.exec(path) ?? [];
    return lines
      .split(':')
      .filter((line) => line !== '')
      .map((line) => ({ path: `${file}:${line}`, file, line: Number(line) }));
  });
}

/** No scenario begins at the line that was typed. */
export function unknownLine(path: string, line: number, pickles: Iterable<Pickle>): UsageError {
  const [nearest] = [...pickles]
    .map(({ uri, name, location }) => ({ uri, name, line: location?.line ?? 1 }))
    .sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line));
  const hint =
    nearest === undefined ? '' : `; the nearest is ${nearest.uri}:${nearest.line}  ${nearest.name}`;
  return new UsageError(`no scenario begins at ${path}${hint}`);
}

/** Each selector fits something, and all of them together nothing. Throws UnknownOutcomeError. */
export function refuseNothing(
  scenarios: readonly Scenario[],
  among: number,
  { tags, name, shard }: Selection,
): void {
  if (scenarios.length > 0) return;
  const given = [
    ...(tags === '' ? [] : [`--tags ${JSON.stringify(tags)}`]),
    ...(name === undefined ? [] : [`--name ${JSON.stringify(name)}`]),
    ...(shard === undefined ? [] : [`--shard ${shard}`]),
  ];
  const why = given.length === 0 ? 'what was named' : given.join(' and ');
  throw new UnknownOutcomeError(`no scenario was selected: of ${among}, none fits ${why}`);
}
