import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { K6BuildError } from './errors.ts';
import { findGo } from './go-toolchain.ts';
import { progressOf } from './progress.ts';
import { readSources, type K6Sources } from './sources.ts';
import { runTool } from './tool.ts';

export interface K6Build {
  /** Where the Go modules are: `k6/` of the repository. */
  readonly sources: string;
  /** Where the binary and its record go: `.k6/`. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a binary of the same sources is left as it is. */
  readonly ifMissing: boolean;
  readonly say: (line: string) => void;
}

/** What stands in `.k6/build.json`. */
export interface K6Record {
  readonly key: string;
  readonly k6Version: string;
  readonly extensionVersion: string;
  readonly goVersion: string;
}

const MODULE = 'ptalab.dev/k6/xk6-ldap';
const LAST_LINES = 12;

/**
 * Builds k6 with the project's extension and gives the binary's path. A record beside it says what it was made of; both
 * appear whole or not at all. Throws K6BuildError.
 */
export async function buildK6(build: K6Build): Promise<string> {
  const { folder, say } = build;
  const binary = join(folder, 'k6');
  const sources = readSources(build.sources);
  if (build.ifMissing && existsSync(binary) && keyIn(folder) === sources.key) return binary;
  const goVersion = await findGo(join(build.sources, 'tools'), sources.goVersion, build.env);
  say(`building k6 ${sources.k6Version} with k6/x/ldap ${sources.extensionVersion} on Go ${goVersion}`);
  const scratch = join(folder, `build-${process.pid}`);
  mkdirSync(scratch, { recursive: true });
  try {
    const fresh = await compile(build, sources, scratch);
    await tryIt(fresh, sources);
    rmSync(join(folder, 'build.json'), { force: true });
    renameSync(fresh, binary);
    const { key, k6Version, extensionVersion } = sources;
    const record: K6Record = { key, k6Version, extensionVersion, goVersion };
    writeFileSync(join(folder, 'build.json'), `${JSON.stringify(record, null, 2)}\n`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return binary;
}

/** The key of the binary that is there. */
function keyIn(folder: string): string | undefined {
  try {
    const record: unknown = JSON.parse(readFileSync(join(folder, 'build.json'), 'utf8'));
    return typeof record === 'object' && record !== null && 'key' in record ? String(record.key) : undefined;
  } catch {
    return undefined;
  }
}

async function compile(build: K6Build, { k6Version }: K6Sources, scratch: string): Promise<string> {
  const output = join(scratch, 'k6');
  const extension = `${MODULE}=${join(build.sources, 'xk6-ldap')}`;
  const { code, tail } = await runTool({
    command: 'go',
    args: ['tool', 'xk6', 'build', k6Version, '--with', extension, '--output', output],
    cwd: join(build.sources, 'tools'),
    // xk6 leaves its folder behind when it is killed: here it goes with the rest.
    // The repository around it is no version of k6.
    env: {
      ...build.env,
      TMPDIR: scratch,
      GOWORK: 'off',
      GOFLAGS: `${build.env['GOFLAGS'] ?? ''} -buildvcs=false`,
    },
    onLine: (line) => {
      const progress = progressOf(line);
      if (progress !== undefined) build.say(progress);
    },
  });
  if (code === 0 && existsSync(output)) {
    chmodSync(output, 0o755);
    return output;
  }
  throw new K6BuildError(
    'PTALAB_K6_BUILD',
    `k6 could not be built. Modules come from the Go proxy the first time: is it reachable? The last lines:\n` +
      indented(tail),
  );
}

async function tryIt(binary: string, { k6Version }: K6Sources): Promise<void> {
  const env = { ...process.env, K6_AUTO_EXTENSION_RESOLUTION: 'false' };
  const { code, tail } = await runTool({ command: binary, args: ['version'], cwd: process.cwd(), env });
  const told = tail.join('\n');
  if (code === 0 && told.includes(k6Version) && told.includes('k6/x/ldap')) return;
  throw new K6BuildError(
    'PTALAB_K6_BUILD',
    `the k6 that was built is not the one wanted; it says:\n${indented(tail)}`,
  );
}

function indented(lines: readonly string[]): string {
  return lines
    .slice(-LAST_LINES)
    .map((line) => `  ${line}`)
    .join('\n');
}
