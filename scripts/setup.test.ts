import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const cwd = fileURLToPath(new URL('..', import.meta.url));

interface Package {
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

test('on Node 20 `npm ci` says nothing of engines: what needs more runs on the Node that is a dependency', async () => {
  const { engines, dependencies } = JSON.parse(readFileSync(`${cwd}package.json`, 'utf8')) as Package;
  expect(engines?.node).toBe('>=20');
  expect(dependencies?.['node']).toMatch(/^\^24\./);
  const own = Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_'));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const env = Object.fromEntries(own);
  const { stdout } = await promisify(execFile)(npm, ['config', 'get', 'loglevel'], { cwd, env });
  expect(stdout.trim()).toBe('error');
});
