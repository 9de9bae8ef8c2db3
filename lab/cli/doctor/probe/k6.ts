import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { findK6, type K6Search } from '../../../load/k6/binary.ts';
import type { K6Facts } from '../facts.ts';
import type { Runner } from './runner.ts';

const sources = z.object({ key: z.string(), goVersion: z.string() });
type Sources = z.output<typeof sources>;

/** Looks where `ptalab load` looks. `root` is the package's own folder. */
export async function probeK6(
  run: Runner,
  search: K6Search,
  root: string,
  find: typeof findK6 = findK6,
): Promise<K6Facts> {
  const [binary, go, told] = await Promise.all([
    find(search).catch((error: unknown) => ({ wrong: withoutRemedy(error) })),
    run('go', ['version']),
    sourcesIn(root),
  ]);
  return { binary, go, goNeeded: told?.goVersion, stale: isStale(root, told) };
}

/** What the build itself says of its sources, in a checkout: the package carries neither. */
async function sourcesIn(root: string): Promise<Sources | undefined> {
  const module = join(root, 'scripts', 'k6', 'sources.ts');
  if (!existsSync(module)) return undefined;
  try {
    const loaded: unknown = await import(pathToFileURL(module).href);
    if (typeof loaded !== 'object' || loaded === null || !('readSources' in loaded)) return undefined;
    const { readSources } = loaded;
    return typeof readSources === 'function'
      ? sources.safeParse(readSources(join(root, 'k6'))).data
      : undefined;
  } catch {
    // Half a checkout; that nothing can be built there is said by the build.
    return undefined;
  }
}

/** Undefined when nothing was built here. */
function isStale(root: string, told: Sources | undefined): boolean | undefined {
  const record = join(root, '.k6', 'build.json');
  if (told === undefined || !existsSync(record)) return undefined;
  try {
    const built = z.object({ key: z.string() }).safeParse(JSON.parse(readFileSync(record, 'utf8')));
    return built.data?.key !== told.key;
  } catch {
    return true;
  }
}

/** The remedy is told beside it. */
function withoutRemedy(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/[;,] `npm run k6:build`.*$/, '');
}
