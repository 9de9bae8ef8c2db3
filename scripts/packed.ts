import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A user's own feature: with the package's steps, and one step of their own. */
const FEATURE = `Feature: Our estate
  Scenario: The lab comes up and our own step runs
    Given a lab described by:
      """yaml
      forest: { users: { generate: 0, named: [{ sam: ada, upn: ada@contoso.com }] } }
      cloud: { passThrough: true, domains: [{ name: contoso.com, authentication: managed }] }
      egress: {}
      connect: [{ host: CONNECT1, role: primary }]
      agents: [{ host: AGENT1 }]
      """
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds
    And our own step says "hello"
`;
const STEPS = `import { Then } from '@cucumber/cucumber';
Then('our own step says {string}', (word) => {
  if (word !== 'hello') throw new Error('our own step was told ' + word);
});
`;

/** Packs the package, installs it in an empty folder, and runs that folder's own features with it. */
const folder = mkdtempSync(join(tmpdir(), 'ptalab-packed-'));
try {
  const tarball = npm(ROOT, 'pack', '--silent', '--pack-destination', folder).trim().split('\n').at(-1) ?? '';
  write('package.json', '{"name":"user","private":true,"type":"module"}');
  npm(
    folder,
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    join(folder, tarball),
  );
  write('features/ours.feature', FEATURE);
  write('steps/ours.mjs', STEPS);
  expectRun('a passing feature', 0);
  write('features/ours.feature', FEATURE.replace('hello', 'good-bye'));
  expectRun('a failing feature', 1);
  write('features/ours.feature', FEATURE.replace('And our own', 'And nobody’s'));
  expectRun('an undefined step', 2);
  expectLibrary();
  expectLoadScripts();
  expectImage();
  console.log('packed package: 6 checks passed');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function expectRun(what: string, expected: number): void {
  const { status, stdout, stderr } = spawnSync(join(folder, 'node_modules', '.bin', 'ptalab'), ['run'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status === expected) return console.log(`✓ ${what} ends with ${expected}`);
  throw new Error(`${what} ended with ${status ?? 'a signal'}, not ${expected}:\n${stdout}\n${stderr}`);
}

/** The load scripts are there, with all that they import. */
function expectLoadScripts(): void {
  const scripts = ptalab('load', '--list').match(/^\s*[\w-]+/gm) ?? [];
  if (scripts.length < 5) throw new Error(`ptalab load --list names ${scripts.length} scripts`);
  const loadtests = join(folder, 'node_modules', 'ptalab', 'loadtests');
  const missing = globSync('**/*.ts', { cwd: loadtests }).flatMap((file) => {
    const imports = readFileSync(join(loadtests, file), 'utf8').matchAll(
      /(?:from|path=)\s*['"](\.[^'"]+)['"]/g,
    );
    return [...imports]
      .map(([, name = '']) => join(loadtests, dirname(file), name))
      .filter((path) => !existsSync(path));
  });
  if (missing.length > 0) throw new Error(`load scripts import what is not packed:\n${missing.join('\n')}`);
  console.log('✓ load scripts are there, with what they import');
}

/** What the image would hold starts as it would there, and is all that a container needs. */
function expectImage(): void {
  const held = join(folder, 'image');
  ptalab('image', '--lay-out', held);
  const program = join(held, 'app', 'dist', 'lab', 'entry');
  execFileSync(process.execPath, [join(program, 'warm.js')], { encoding: 'utf8' });
  const said = execFileSync(process.execPath, [join(program, 'main.js'), '--help'], { encoding: 'utf8' });
  if (!/\bhost\b/.test(said)) throw new Error(`the image's programs are ${said}`);
  const built = 'dist/admin-center/index.html';
  if (!existsSync(join(held, 'app', built))) throw new Error('the image has no admin center');
  for (const file of ['Dockerfile', 'docker/base-image.sh', 'docker-compose.yml', built]) {
    if (!existsSync(join(folder, 'node_modules', 'ptalab', file))) throw new Error(`${file} is not packed`);
  }
  console.log('✓ its image can be laid out, and starts');
}

function ptalab(...args: readonly string[]): string {
  return execFileSync(join(folder, 'node_modules', '.bin', 'ptalab'), args, {
    cwd: folder,
    encoding: 'utf8',
  });
}

/** The library can be imported by its name. */
function expectLibrary(): void {
  write('import.mjs', "import { startLab } from 'ptalab';\nconsole.log(typeof startLab);\n");
  const said = execFileSync(process.execPath, ['import.mjs'], { cwd: folder, encoding: 'utf8' });
  if (said.trim() !== 'function') throw new Error(`startLab is ${said}`);
  console.log('✓ the library can be imported');
}

function npm(cwd: string, ...args: readonly string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function write(name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}
