import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildK6, type K6Build } from './build.ts';
import { isOlder } from './go-toolchain.ts';
import { progressOf } from './progress.ts';
import { readSources } from './sources.ts';

const SOURCES = fileURLToPath(new URL('../../k6', import.meta.url));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptalab-k6-build-'));
  mkdirSync(join(folder, 'bin'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A `go` that answers `env` with a version, and otherwise runs a line of shell whose `$output` is the binary's path. */
function go(version: string, building = 'exit 1'): void {
  const path = join(folder, 'bin', 'go');
  const output = 'while [ "$1" != --output ]; do shift; done; output="$2"';
  writeFileSync(
    path,
    `#!/bin/sh\nif [ "$1" = env ]; then echo ${version}; exit; fi\n${output}\n${building}\n`,
  );
  chmodSync(path, 0o755);
}

function build(more: Partial<K6Build> = {}): Promise<string> {
  const env = { PATH: `${join(folder, 'bin')}:/bin:/usr/bin` };
  return buildK6({
    sources: SOURCES,
    folder: join(folder, '.k6'),
    env,
    ifMissing: true,
    say: () => {},
    ...more,
  });
}

const { k6Version, key, goVersion } = readSources(SOURCES);
const K6 = `printf '#!/bin/sh\\necho k6 ${k6Version} with k6/x/ldap\\n' > "$output"; chmod +x "$output"`;

test('leaves a binary with the record of what it is made of, and builds it once', async () => {
  go('go1.99.0', `echo built >> "${folder}/log"; ${K6}`);
  const said: string[] = [];
  const path = await build({ say: (line) => said.push(line) });
  expect(path).toBe(join(folder, '.k6', 'k6'));
  expect(JSON.parse(readFileSync(join(folder, '.k6', 'build.json'), 'utf8'))).toEqual({
    key,
    k6Version,
    extensionVersion: '1.0.0',
    goVersion: '1.99.0',
  });
  expect(said[0]).toContain(`building k6 ${k6Version}`);
  await build();
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('built\n');
  await build({ ifMissing: false });
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('built\nbuilt\n');
});

test('says what to install when there is no Go, or one that is too old', async () => {
  const nowhere = { env: { PATH: join(folder, 'bin') } };
  await expect(build(nowhere)).rejects.toThrow(
    /there is no Go .*https:\/\/go\.dev\/dl\/.* or newer is needed/,
  );
  go('go1.19.8');
  await expect(build()).rejects.toThrow(`k6 needs Go ${goVersion} or newer; this one says: go1.19.8`);
});

test('gives the last lines of a build that fails, and leaves what was there', async () => {
  go('go1.99.0', K6);
  await build();
  go('go1.99.0', 'echo "module lookup disabled" >&2; exit 1');
  await expect(build({ ifMissing: false })).rejects.toThrow(/Go proxy .*\n {2}module lookup disabled/);
  expect(existsSync(join(folder, '.k6', 'k6'))).toBe(true);
  expect(await build()).toBe(join(folder, '.k6', 'k6'));
});

test('refuses a binary that is not what was asked for', async () => {
  go('go1.99.0', K6.replace('k6/x/ldap', 'nothing'));
  await expect(build()).rejects.toThrow('not the one wanted');
  expect(existsSync(join(folder, '.k6', 'k6'))).toBe(false);
});

test('the key changes with the code and with the checksums, not with tests', () => {
  const copy = join(folder, 'k6');
  cpSync(SOURCES, copy, { recursive: true });
  expect(readSources(copy).key).toBe(key);
  writeFileSync(join(copy, 'xk6-ldap', 'more_test.go'), 'package ldap\n');
  expect(readSources(copy).key).toBe(key);
  writeFileSync(join(copy, 'xk6-ldap', 'go.sum'), 'other\n');
  expect(readSources(copy).key).not.toBe(key);
});

test('versions are compared by number, and xk6 is put in plain words', () => {
  expect([isOlder('1.9', '1.26.0'), isOlder('1.26.8', '1.26.0'), isOlder('2.0', '1.26.0')]).toEqual([
    true,
    false,
    false,
  ]);
  expect(progressOf('go: downloading go.k6.io/k6 v1.8.1')).toBe('fetching go.k6.io/k6 v1.8.1');
  expect(progressOf('2026/01/05 08:00:00 [INFO] exec (timeout=10s): go mod init k6')).toBeUndefined();
});
