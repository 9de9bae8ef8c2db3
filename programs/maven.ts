import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { MissingError } from './tried.ts';
import { install } from './install.ts';

const LIMIT_MS = 300_000;

/** The libraries that a `pom.xml` asks for, copied from Maven's repository into one folder. Throws MissingError. */
export async function libraries(pom: URL, folder: string): Promise<string> {
  const lib = join(folder, 'lib');
  const done = join(folder, 'done.xml');
  const text = readFileSync(pom, 'utf8');
  if (existsSync(done) && readFileSync(done, 'utf8') === text) return lib;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(lib, { recursive: true });
  copyFileSync(pom, join(folder, 'pom.xml'));
  const args = [
    '-q',
    '-B',
    'dependency:copy-dependencies',
    '-DincludeScope=runtime',
    `-DoutputDirectory=${lib}`,
  ];
  await install(
    { command: 'mvn', args, cwd: folder, limitMs: LIMIT_MS },
    'apt-get install maven, and a way to its repository',
  );
  writeFileSync(done, text);
  return lib;
}

/** Version of a library by its file: of `unboundid-ldapsdk`, `7.0.4`. Throws MissingError. */
export function versionOf(lib: string, artifact: string): string {
  for (const file of readdirSync(lib)) {
    const version =
      file.startsWith(`${artifact}-`) && /^-(\d.*)\.(?:jar|zip)$/.exec(file.slice(artifact.length));
    if (version) return version[1] ?? '';
  }
  throw new MissingError(`${artifact} is not among what Maven copied`);
}
