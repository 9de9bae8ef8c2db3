// Compiles lab/ and steps/ into dist/, builds the admin center, and copies what the package carries beside them.
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildAdminCenter } from './admin-center.mjs';
import { ROOT } from './setup.mjs';

const dist = join(ROOT, 'dist');
rmSync(dist, { recursive: true, force: true });
const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: ROOT,
  stdio: 'inherit',
});
if (status !== 0) process.exit(1);
for (const file of globSync('lab/**/*.d.ts', { cwd: ROOT })) cpSync(join(ROOT, file), join(dist, file));
cpSync(join(ROOT, 'features'), join(dist, 'features'), { recursive: true });
buildAdminCenter(ROOT, process.execPath);
