import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the binary is made of, as its sources say. */
export interface K6Sources {
  /** Changes with everything that the binary is made of. */
  readonly key: string;
  /** Such as `v1.8.1`. */
  readonly k6Version: string;
  readonly extensionVersion: string;
  /** The oldest Go that can build it, such as `1.26.0`. */
  readonly goVersion: string;
}

const EXTENSION = 'xk6-ldap';

/** Reads the Go modules in a folder. Throws Error when it holds none. */
export function readSources(folder: string): K6Sources {
  const [goMod = '', code = ''] = [`${EXTENSION}/go.mod`, `${EXTENSION}/module.go`].map((path) =>
    readFileSync(join(folder, path), 'utf8'),
  );
  return {
    key: keyOf(folder),
    k6Version: found(goMod, /^\s*go\.k6\.io\/k6 (v\S+)/m, 'the version of k6 in go.mod'),
    goVersion: found(goMod, /^go (\S+)/m, 'the version of Go in go.mod'),
    extensionVersion: found(code, /\bVersion\s*=\s*"([^"]+)"/, 'Version in module.go'),
  };
}

/** Of both modules' versions, checksums and code, and of the machine they are built for. */
function keyOf(folder: string): string {
  const files = globSync('*/{go.mod,go.sum,*.go}', { cwd: folder })
    .filter((path) => !path.endsWith('_test.go'))
    .sort();
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const path of files)
    hash.update(`\0${path.replaceAll('\\', '/')}\0`).update(readFileSync(join(folder, path)));
  return hash.digest('hex');
}

function found(text: string, pattern: RegExp, what: string): string {
  const value = pattern.exec(text)?.[1];
  if (value === undefined) throw new Error(`k6/${EXTENSION} does not say ${what}`);
  return value;
}
