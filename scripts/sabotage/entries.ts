import { globSync, readFileSync } from 'node:fs';
import { isAbsolute, join, normalize } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const entry = z
  .object({
    /** The scenario's name as it stands in the feature file, `<placeholders>` included. */
    scenario: z.string().min(1),
    /** Path of the file to break, relative to the root. */
    file: z
      .string()
      .refine(
        (path) => !isAbsolute(path) && !normalize(path).startsWith('..'),
        'a path inside the repository',
      ),
    find: z.string().min(1),
    replace: z.string(),
    /** Which behaviour is broken by it. */
    why: z.string().min(1),
  })
  .strict()
  .refine(({ find, replace }) => find !== replace, 'find and replace are the same');

export type Entry = z.output<typeof entry>;

/** A file of entries is malformed. */
export class EntryError extends Error {
  readonly code = 'PTALAB_SABOTAGE_ENTRY';
}

/** Every entry under a folder, in the order of the files. Throws EntryError, naming the file. */
export function readEntries(folder: string): Entry[] {
  return globSync('*.yaml', { cwd: folder })
    .sort()
    .flatMap((name) => parseEntries(name, readFileSync(join(folder, name), 'utf8')));
}

export function parseEntries(name: string, text: string): Entry[] {
  const read = z.array(entry).safeParse(parseYaml(name, text));
  if (!read.success) throw new EntryError(`${name}: ${z.prettifyError(read.error)}`);
  return read.data;
}

function parseYaml(name: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new EntryError(`${name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** A regular expression that fits the scenario's name, and every example of an outline. */
export function namePattern(scenario: string): string {
  const escaped = scenario.split(/<[^<>]+>/).map((part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return `^${escaped.join('.*')}$`;
}
