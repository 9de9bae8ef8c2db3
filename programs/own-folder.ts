import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where what stands in the folder of `at` is installed: two languages have libraries of one name. */
export function ownFolder(cache: string, at: string): string {
  return join(cache, basename(dirname(fileURLToPath(at))));
}
