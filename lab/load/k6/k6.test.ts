import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Janitor } from '../../processes/janitor.ts';
import { LoadError } from '../errors.ts';
import { checkVersion, findK6 } from './binary.ts';
import { k6Command } from './command.ts';
import { endingOf } from './ending.ts';
import { runK6 } from './run-k6.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'ptalab-k6-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

/** A program that stands in for k6: it answers `version`, and else does what the script's text says. */
function pretend(
  name: string,
  body: string,
  version = 'k6 v1.8.1 (go1.26)\nExtensions:\n  k6/x/ldap [js]',
): string {
  const path = join(FOLDER, name, '.k6', 'k6');
  mkdirSync(join(FOLDER, name, '.k6'), { recursive: true });
  const text = `#!/bin/sh\nif [ "$1" = version ]; then printf '%s\\n' '${version}'; exit 0; fi\n${body}\n`;
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

describe('k6', () => {
  const path = pretend('here', '');
  const none = { asked: undefined, environment: undefined, folders: [] };

  test('is what was asked for, else of the environment, else the nearest built one', async () => {
    const found = { path, version: 'v1.8.1' };
    expect(await findK6({ ...none, asked: path, environment: '/nowhere' })).toEqual(found);
    expect(await findK6({ ...none, environment: path })).toEqual(found);
    expect(await findK6({ ...none, folders: [join(FOLDER, 'empty'), join(FOLDER, 'here')] })).toEqual(found);
  });

  test('that is not there is named with the remedy', async () => {
    await expect(findK6({ ...none, folders: ['/nowhere'] })).rejects.toThrow(
      /there is no k6 .*npm run k6:build/,
    );
    await expect(findK6({ ...none, asked: '/nowhere/k6' })).rejects.toThrow(
      /--k6 names \/nowhere\/k6.*npm run k6:build/,
    );
    await expect(findK6({ ...none, environment: FOLDER })).rejects.toThrow(/PTALAB_K6 names/);
  });

  test('that does not answer is named with the remedy', async () => {
    const broken = join(FOLDER, 'broken');
    writeFileSync(broken, '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    await expect(findK6({ ...none, asked: broken })).rejects.toThrow(
      /does not answer `version`.*npm run k6:build/,
    );
  });

  test.each([
    ['k6 v0.57.0 (go1.23)\nExtensions:\n k6/x/ldap', /is k6 v0.57.0, but the scripts need 1\.x/],
    ['k6 v2.0.0 (go1.27)\nExtensions:\n k6/x/ldap', /is k6 v2.0.0/],
    ['k6 v1.8.1 (go1.26, linux/amd64)', /without k6\/x\/ldap/],
    ['GNU bash, version 5', /is "GNU bash, version 5", no k6/],
    ['', /no k6/],
  ])('of another kind is refused: %s', (told, message) => {
    expect(() => checkVersion(told, '/k6', '--k6')).toThrow(message);
    expect(() => checkVersion(told, '/k6', '--k6')).toThrow(/npm run k6:build/);
  });
});

const ORDER = {
  script: '/scripts/steady.ts',
  knobs: { RATE: '30', DURATION: '5000ms' },
  target: '/t/target.json',
  trust: '/t/ca.pem',
  folder: FOLDER,
  periodS: 2,
  networks: ['172.20.0.5/32', '172.20.0.6/32'],
};

test('k6 is told of the lab, trusts its CA alone, and tells nobody', () => {
  const { args, env } = k6Command(ORDER);
  expect(args).toEqual(
    expect.arrayContaining(['run', '--no-usage-report', '-e', 'RATE=30', 'DURATION=5000ms']),
  );
  expect(args.at(-1)).toBe('/scripts/steady.ts');
  expect(env).toMatchObject({
    PTALAB_TARGET: '/t/target.json',
    PTALAB_ALLOWED_NETWORKS: '172.20.0.5/32,172.20.0.6/32',
    SSL_CERT_FILE: '/t/ca.pem',
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
    K6_WEB_DASHBOARD_PORT: '-1',
    K6_WEB_DASHBOARD_PERIOD: '2s',
  });
  const bare = k6Command({ ...ORDER, networks: [], periodS: undefined }).env;
  expect(bare).not.toHaveProperty('PTALAB_ALLOWED_NETWORKS');
  expect(bare).not.toHaveProperty('K6_WEB_DASHBOARD');
});

describe('how k6 ended', () => {
  test('a crossed threshold is a result', () => {
    expect(endingOf({ code: 0, signal: null }, false, [])).toBe('passed');
    expect(endingOf({ code: 99, signal: null }, false, [])).toBe('crossed');
    expect(endingOf({ code: 105, signal: null }, true, [])).toBe('stopped');
  });

  test.each([
    [{ code: 107, signal: null }, 'PTALAB_LOAD_SCRIPT', /threw an error/],
    [{ code: 104, signal: null }, 'PTALAB_LOAD_SCRIPT', /options are wrong/],
    [{ code: 1, signal: null }, 'PTALAB_LOAD_UNKNOWN', /code 1/],
    [{ code: null, signal: 'SIGKILL' as const }, 'PTALAB_LOAD_UNKNOWN', /SIGKILL/],
  ])('%j is none', (exit, code, message) => {
    const ended = (): unknown => endingOf(exit, false, ['the last line']);
    expect(ended).toThrow(message);
    expect(ended).toThrow(/the last line/);
    expect(ended).toThrow(expect.objectContaining({ code }));
  });
});

describe('a run of k6', () => {
  const surroundings = (path: string, signal = new AbortController().signal) => ({
    k6: { path, version: 'v1.8.1' },
    janitor: new Janitor(),
    signal,
  });
  const begin = "echo '  execution: local'";
  const summary = `printf '{"metrics":{"iterations":{"count":3,"rate":1}}}' > ${FOLDER}/k6-summary.json`;

  test('ends with its summary', async () => {
    const path = pretend('good', `${begin}; ${summary}; exit 99`);
    let pid = 0;
    const result = await runK6(ORDER, { ...surroundings(path), onStart: (of) => (pid = of) });
    expect(result.ending).toBe('crossed');
    expect(result.summary.metrics.get('iterations')).toEqual({ count: 3, rate: 1 });
    expect(pid).toBeGreaterThan(0);
  });

  test('without a summary is unknown, whatever an earlier run left', async () => {
    const path = pretend('silent', `${begin}; exit 0`);
    await expect(runK6(ORDER, surroundings(path))).rejects.toThrow(/left no summary/);
  });

  test('that never begins says what it printed', async () => {
    const path = pretend('bad', 'echo "no such export: default" >&2; exit 107');
    const failed = runK6(ORDER, surroundings(path));
    await expect(failed).rejects.toThrow(/no such export: default/);
    await expect(failed).rejects.toThrow(LoadError);
  });

  test('that is stopped sums up first', async () => {
    const path = pretend(
      'long',
      `sum() { ${summary}; exit 105; }\ntrap sum TERM\n${begin}\nwhile :; do sleep 0.05; done`,
    );
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    expect((await runK6(ORDER, { ...surroundings(path, controller.signal), onStart: stop })).ending).toBe(
      'stopped',
    );
  });
});
