import { globSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { UsageError } from '../errors.ts';

const LINE_SUFFIX = /(?::\d+)+$/;

/**
 * Feature files by what was typed (files, folders, globs, `file.feature:12`), or the folder's own `features/`.
 * Throws UsageError for what names nothing.
 */
export function featureFiles(patterns: readonly string[], cwd: string): string[] {
  const wanted = patterns.length === 0 ? ['features'] : patterns;
  return [...new Set(wanted.flatMap((pattern) => filesOf(pattern, cwd)))].map(escapeGlob);
}

function filesOf(pattern: string, cwd: string): string[] {
  const lines = LINE_SUFFIX.exec(pattern)?.[0] ?? '';
  const path = pattern.slice(0, pattern.length - lines.length);
  const found =
    existing(resolve(cwd, path)) ?? globSync(path, { cwd }).filter((name) => name.endsWith('.feature'));
  if (found.length === 0) throw new UsageError(`there is no feature file at ${pattern} (looked in ${cwd})`);
  return found.map((file) => relative(cwd, resolve(cwd, file)) + lines).sort();
}

/** The path itself, a folder's feature files, or undefined when the path names nothing. */
function existing(path: string): string[] | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isDirectory()) return [path];
  return globSync('**/*.feature', { cwd: path }).map((name) => resolve(path, name));
}

/** Cucumber reads every path as a pattern; characters that mean something there are put in brackets. */
export function escapeGlob(path: string): string {
  return path.replace(/[[\]{}*?()!]/g, '[$&]');
}
