import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkEngine } from './check-engine.ts';
import { connectEngine } from './connect-engine.ts';
import { engineAddresses } from './engine-address.ts';
import { unanswered } from './engine-failure.ts';
import { EngineError, type EngineProblem } from './errors.ts';
import { decideRyuk } from './ryuk.ts';
import { fakeEngine } from './test-engine.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'ptalab-no-engine-'));
afterAll(() => rmSync(folder, { recursive: true }));

const VERSION = { Version: '20.10.24', ApiVersion: '1.41', Arch: 'amd64' };
const INFO = { NCPU: 2, MemTotal: 8 * 1024 ** 3, DockerRootDir: folder };
const READY = { 'GET /_ping': 'OK', 'GET /version': VERSION, 'GET /info': INFO };

async function problemOf(work: Promise<unknown>): Promise<[EngineProblem, string]> {
  const error: unknown = await work.catch((caught: unknown) => caught);
  if (!(error instanceof EngineError)) throw new Error(`no engine error: ${String(error)}`);
  expect(error.message.endsWith(error.remedy)).toBe(true);
  return [error.problem, error.message];
}

const at = (env: Record<string, string>) => ({ env, home: folder, platform: 'linux', exists: existsSync });

describe('where an engine is looked for', () => {
  test('at DOCKER_HOST alone when it is set', () => {
    expect(engineAddresses(at({ DOCKER_HOST: 'unix:///run/podman.sock' }))).toEqual([
      { socketPath: '/run/podman.sock' },
    ]);
    expect(engineAddresses(at({ DOCKER_HOST: 'tcp://127.0.0.1' }))).toEqual([
      { host: '127.0.0.1', port: 2375 },
    ]);
    expect(engineAddresses(at({ XDG_RUNTIME_DIR: '/run/user/5' }))).toContainEqual({
      socketPath: '/run/user/5/docker.sock',
    });
  });

  test.each(['tcp://docker:2375', 'ssh://somebody@elsewhere', 'nonsense'])(
    'an engine elsewhere is refused: %s',
    (host) => {
      expect(() => engineAddresses(at({ DOCKER_HOST: host }))).toThrow('not an engine of this machine');
    },
  );
});

describe('an engine that does not answer', () => {
  const nobody = join(folder, 'nobody.sock');

  test('because it does not run', async () => {
    writeFileSync(nobody, '');
    const [problem, message] = await problemOf(connectEngine(at({ DOCKER_HOST: `unix://${nobody}` })));
    expect(problem).toBe('stopped');
    expect(message).toContain('Start it (`sudo systemctl start docker`');
  });

  test('because it is not installed, or is and has no socket', async () => {
    const [problem] = await problemOf(connectEngine({ ...at({ PATH: '/bin' }), exists: () => false }));
    expect(problem).toBe('missing');
    const exists = (path: string): boolean => path === '/bin/docker';
    expect((await problemOf(connectEngine({ ...at({ PATH: '/bin' }), exists })))[0]).toBe('stopped');
    const gone = at({ DOCKER_HOST: `unix://${join(folder, 'gone.sock')}` });
    expect((await problemOf(connectEngine(gone)))[1]).toContain('gone.sock, and nothing is there');
  });

  test('because this user may not ask it', () => {
    const denied = Object.assign(new Error('connect EACCES'), { code: 'EACCES' });
    const error = unanswered({ socketPath: nobody }, denied);
    expect([error.problem, error.remedy]).toEqual([
      'forbidden',
      expect.stringContaining('usermod -aG docker'),
    ]);
  });

  test('because something else does', async () => {
    await using other = await fakeEngine({});
    expect((await problemOf(connectEngine(at({ DOCKER_HOST: `unix://${other.socketPath}` }))))[0]).toBe(
      'stopped',
    );
  });
});

describe('an engine that answers', () => {
  test('is described', async () => {
    await using engine = await fakeEngine(READY);
    await connectEngine(at({ DOCKER_HOST: `unix://${engine.socketPath}` }));
    const facts = await checkEngine({ freeBytes: 1 }, engine.api);
    expect(facts).toMatchObject({ version: '20.10.24', architecture: 'amd64', cpus: 2 });
    expect(facts.freeBytes).toBeGreaterThan(1);
  });

  test.each([
    [
      'old',
      { ...READY, 'GET /version': { ...VERSION, Version: '19.03', ApiVersion: '1.40' } },
      'Update it to 20.10',
    ],
    ['refused', { 'GET /version': { Components: [] }, 'GET /info': INFO }, 'Check DOCKER_HOST'],
  ])('is told why it will not do: %s', async (problem, answers, remedy) => {
    await using engine = await fakeEngine(answers);
    const [found, message] = await problemOf(checkEngine({}, engine.api));
    expect([found, message.includes(remedy)]).toEqual([problem, true]);
  });

  test('must have room', async () => {
    await using engine = await fakeEngine(READY);
    const [problem, message] = await problemOf(
      checkEngine({ freeBytes: Number.MAX_SAFE_INTEGER }, engine.api),
    );
    expect(problem).toBe('disk');
    expect(message).toContain('docker system prune');
  });

  test('must have the images', async () => {
    await using engine = await fakeEngine({ ...READY, 'GET /images/mine:1/json': {} });
    const needs = (image: string) => checkEngine({ freeBytes: 1, images: [image] }, engine.api);
    await needs('mine:1');
    expect(await problemOf(needs('theirs:1'))).toEqual([
      'image',
      expect.stringContaining('docker pull theirs:1'),
    ]);
    expect(await problemOf(needs('ptalab:9'))).toEqual([
      'image',
      expect.stringContaining('npx ptalab image'),
    ]);
  });
});

describe('Ryuk', () => {
  const [local, remote] = ['GET /images/ryuk:1/json', 'GET /distribution/ryuk:1/json'];

  test.each([
    ['is there', { [local]: {} }, true],
    ['can be had', { [remote]: {} }, true],
    ['can not', {}, false],
  ])('is on where its image %s', async (_how, answers, expected) => {
    await using engine = await fakeEngine(answers);
    const env: NodeJS.ProcessEnv = {};
    expect(await decideRyuk(engine.api, 'ryuk:1', env)).toBe(expected);
    expect(env['TESTCONTAINERS_RYUK_DISABLED']).toBe(expected ? undefined : 'true');
  });

  test('is as the user has set it, and nobody is asked', async () => {
    await using engine = await fakeEngine({ [local]: {} });
    expect(await decideRyuk(engine.api, 'ryuk:1', { TESTCONTAINERS_RYUK_DISABLED: 'true' })).toBe(false);
    expect(engine.asked).toEqual([]);
  });
});
