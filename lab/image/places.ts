import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This is a checkout, whose sources have to be compiled first; otherwise the installed package. */
export const IS_CHECKOUT = import.meta.url.endsWith('.ts');

/** The package's own folder. */
export const ROOT = resolve(fileURLToPath(new URL(IS_CHECKOUT ? '../../' : '../../../', import.meta.url)));

/** The admin center as set-up or the published package have built it. */
export function adminCenterFiles(): string[] {
  return globSync('dist/admin-center/**/*.*', { cwd: ROOT });
}
