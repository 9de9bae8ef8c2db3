import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ContainerStartError, EngineError } from './errors.ts';
import type { ContainerGround } from './ground.ts';
import { startLabContainer } from './start-lab-container.ts';
import { findLabObjects } from './sweep.ts';
import { script, testGround } from './test-ground.fixture.ts';

let ground: ContainerGround;
beforeAll(async () => void (ground = await testGround()));
afterAll(() => ground[Symbol.asyncDispose]());

const STAY = "console.log('ready'); setInterval(() => {}, 1000);";
const failure = (error: unknown): ContainerStartError => {
  if (error instanceof ContainerStartError) return error;
  throw error;
};

describe('a container that starts', () => {
  test('runs as it was told to, and says when it is ready', async () => {
    const code = `const { readFileSync, writeFileSync, statSync } = require('fs');
      let fixed = 'writable'; try { writeFileSync('/app/x', ''); } catch (error) { fixed = error.code; }
      writeFileSync('/lab/state/mine', 'kept');
      console.log(process.getuid(), fixed, readFileSync('/lab/config.json', 'utf8'),
        (statSync('/lab/config.json').mode & 0o777).toString(8), process.env.GREETING);
      process.stdin.on('data', () => {}).on('end', () => console.log('standard input has closed'));
      ${STAY}`;
    await using container = await startLabContainer(
      ground,
      script('told', code, {
        env: { GREETING: 'hello' },
        tmpfs: { '/tmp': 'rw,size=16m,mode=1777' },
        folder: { at: '/lab', content: { 'config.json': '{}', state: undefined } },
        openStdin: true,
        memoryBytes: 128 * 1024 ** 2,
        pids: 64,
      }),
    );
    expect(container.tail()).toEqual(['1000 EROFS {} 600 hello', 'ready']);
    expect(container.exit).toBeUndefined();
    expect(await container.exec(['cat', '/lab/state/mine'])).toEqual({ exitCode: 0, output: 'kept' });
  });

  test('can be ready when its health check says so, or when a callback does', async () => {
    const code =
      "require('fs').mkdirSync('/tmp/ptalab'); require('fs').writeFileSync('/tmp/ptalab/ready', '');" + STAY;
    const tmpfs = { '/tmp': 'rw,mode=1777' };
    await using healthy = await startLabContainer(
      ground,
      script('healthy', code, { ready: 'healthy', tmpfs }),
    );
    expect(healthy.exit).toBeUndefined();
    const asked: string[] = [];
    const ready = async ({ name }: { name: string }): Promise<void> => void asked.push(name);
    await using called = await startLabContainer(ground, script('called', STAY, { ready }));
    expect(asked).toEqual([called.name]);
  });
});

describe('a container that does not start', () => {
  test('is reported with its exit code and last 20 lines, also with published ports, and is removed', async () => {
    const code = "for (let i = 1; i <= 30; i++) console.log('line ' + i); process.exitCode = 3;";
    const starting = startLabContainer(ground, script('failing', code, { publish: [443] }));
    const error = failure(await starting.catch((caught: unknown) => caught));
    expect(error.message).toContain('container failing exited with code 3 before it was ready');
    expect(error.exitCode).toBe(3);
    expect(error.lines).toHaveLength(20);
    expect(error.lines.at(-1)).toBe('line 30');
    expect(await findLabObjects(ground.engine, ground.lab)).toEqual([]);
  });

  test('for want of its program, says so', async () => {
    const starting = startLabContainer(ground, script('absent', '', { entrypoint: ['/nowhere/program'] }));
    await expect(starting).rejects.toThrow(/exited with code 127 .*\/nowhere\/program/s);
  });

  test('for want of its image, says how to get it', async () => {
    const starting = startLabContainer(ground, script('imageless', '', { image: 'ptalab:no-such' }));
    const error: unknown = await starting.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EngineError);
    expect(String(error)).toContain('has no image ptalab:no-such. Build it with `npx ptalab image`');
  });

  test('in time is reported as late, and is removed', async () => {
    const starting = startLabContainer(
      ground,
      script('late', 'setInterval(() => {}, 1000)', { readyWithinMs: 500 }),
    );
    await expect(starting).rejects.toThrow('container late was not ready within 0.5 s');
    expect(await findLabObjects(ground.engine, ground.lab)).toEqual([]);
  });

  test('because nobody wants it any more, is removed', async () => {
    const abort = new AbortController();
    const onLine = (): void => abort.abort();
    const starting = startLabContainer(
      ground,
      script('unwanted', "console.log('still at it'); setInterval(() => {}, 1000)", { onLine }),
      abort.signal,
    );
    await expect(starting).rejects.toThrow('container unwanted was stopped while it started');
    expect(await findLabObjects(ground.engine, ground.lab)).toEqual([]);
  });
});
