import { cpSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from './compile.ts';
import { copyPackage, neededPackages } from './packages.ts';
import { ROOT, STAGING } from './places.ts';

const KEPT_FIELDS = ['name', 'version', 'license', 'type', 'engines', 'bin', 'exports', 'dependencies'];

/** Lays out what the image has under /app, as the published package is laid out: `dist`, `bin`, `node_modules`. */
export function stage(): void {
  rmSync(STAGING, { recursive: true, force: true });
  mkdirSync(STAGING, { recursive: true });
  compile(join(STAGING, 'dist'));
  cpSync(join(ROOT, 'bin'), join(STAGING, 'bin'), { recursive: true });
  cpSync(join(ROOT, 'LICENSE'), join(STAGING, 'LICENSE'));
  const description: Record<string, unknown> = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const kept = Object.fromEntries(KEPT_FIELDS.map((field) => [field, description[field]]));
  writeFileSync(join(STAGING, 'package.json'), `${JSON.stringify(kept, undefined, 2)}\n`);
  for (const folder of neededPackages()) copyPackage(folder, STAGING);
}

/** For people: how much is staged, and the largest parts of it. */
export function weigh(): string {
  const sizes = new Map<string, number>();
  let total = 0;
  for (const path of globSync('**/*', { cwd: STAGING })) {
    const file = statSync(join(STAGING, path));
    if (!file.isFile()) continue;
    const part = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.split('/')[0] ?? path;
    sizes.set(part, (sizes.get(part) ?? 0) + file.size);
    total += file.size;
  }
  const largest = [...sizes].sort(([, a], [, b]) => b - a).slice(0, 8);
  const say = ([part, size]: [string, number]): string => `${part} ${(size / 1e6).toFixed(1)}`;
  return `${(total / 1e6).toFixed(1)} MB: ${largest.map(say).join(', ')}`;
}
