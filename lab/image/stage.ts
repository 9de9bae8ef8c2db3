import { cpSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyPackage, neededPackages } from './packages.ts';
import { adminCenterFiles, IS_CHECKOUT, ROOT } from './places.ts';

const KEPT_FIELDS = ['name', 'version', 'license', 'type', 'engines', 'bin', 'exports', 'dependencies'];

/**
 * Lays out what the image will have, as the published package is laid out: `app` with `dist`, `bin` and its own
 * `node_modules`, and beside it the `node_modules` of what npm has installed beside the package.
 */
export async function stage(staging: string): Promise<void> {
  const app = join(staging, 'app');
  for (const folder of [app, join(staging, 'node_modules')]) mkdirSync(folder, { recursive: true });
  await programs(join(app, 'dist'));
  for (const file of adminCenterFiles()) cpSync(join(ROOT, file), join(app, file));
  cpSync(join(ROOT, 'bin'), join(app, 'bin'), { recursive: true });
  cpSync(join(ROOT, 'LICENSE'), join(app, 'LICENSE'));
  const description: Record<string, unknown> = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const kept = Object.fromEntries(KEPT_FIELDS.map((field) => [field, description[field]]));
  writeFileSync(join(app, 'package.json'), `${JSON.stringify(kept, undefined, 2)}\n`);
  for (const folder of neededPackages()) copyPackage(folder, staging);
}

/** Of a checkout, compiled now; of the installed package, as it was published. */
async function programs(dist: string): Promise<void> {
  if (IS_CHECKOUT) {
    const { compile } = await import('./compile.ts');
    return compile(dist);
  }
  const filter = (path: string): boolean => statSync(path).isDirectory() || path.endsWith('.js');
  cpSync(join(ROOT, 'dist', 'lab'), join(dist, 'lab'), { recursive: true, filter });
}

/** For people: how much is staged, and the largest parts of it. */
export function weigh(staging: string): string {
  const sizes = new Map<string, number>();
  let total = 0;
  for (const path of globSync('**/*', { cwd: staging })) {
    const file = statSync(join(staging, path));
    if (!file.isFile()) continue;
    const part = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.split('/')[1] ?? path;
    sizes.set(part, (sizes.get(part) ?? 0) + file.size);
    total += file.size;
  }
  const largest = [...sizes].sort(([, a], [, b]) => b - a).slice(0, 8);
  const say = ([part, size]: [string, number]): string => `${part} ${(size / 1e6).toFixed(1)}`;
  return `${(total / 1e6).toFixed(1)} MB: ${largest.map(say).join(', ')}`;
}
