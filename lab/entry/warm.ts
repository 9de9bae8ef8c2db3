import { globSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PROGRAMS } from './programs.ts';

// Run once while the image is built, as the user who will run it: loads what the programs load and keeps the compiled code.
enableCompileCache();
const lab = fileURLToPath(new URL('..', import.meta.url));
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const patterns = [
  'entry/choose',
  'entry/ready-file',
  ...Object.values(PROGRAMS).flatMap(({ loads }) => loads),
];
for (const file of globSync(
  patterns.map((pattern) => pattern + extension),
  { cwd: lab },
)) {
  await import(pathToFileURL(join(lab, file)).href);
}
flushCompileCache();
