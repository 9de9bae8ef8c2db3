import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyLab, type Caller, type EmptyLab } from '../empty-lab.fixture.ts';
import { FIRST_PARTY } from '../apps/first-party.ts';
import { CLOUD_NAMES } from '../login/names.ts';
import type { StartedWebService } from '../web/web-service.ts';
import { readBuiltFiles, type BuiltFiles } from './built-files.ts';
import { ADMIN_CENTER_APP, adminCenterHost } from './names.ts';
import { startAdminCenter } from './start-admin-center.ts';

const HOST = adminCenterHost('public');
const folder = mkdtempSync(join(tmpdir(), 'ptalab-admin-center-'));
let empty: EmptyLab;
let started: StartedWebService;
let call: Caller;
let built: BuiltFiles | undefined;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>app</title>');
  writeFileSync(join(folder, 'assets', 'index-1a2b3c4d.js'), 'export {};');
  writeFileSync(join(folder, 'secret.key'), 'not served: no type of the web');
  empty = await emptyLab();
  const credential = await empty.context.authority.issueServer([HOST]);
  started = await startAdminCenter(credential, CLOUD_NAMES.public, () => built);
  call = await empty.caller([{ name: HOST, port: 443, service: started.service }]);
});

afterAll(async () => {
  await started.stop();
  await empty[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const get = (path: string) => call(`https://${HOST}${path}`);

test('says how to build it where it is not built, and has it as soon as it is', async () => {
  expect(readBuiltFiles(join(folder, 'nowhere'))).toBeUndefined();
  expect(await get('/')).toMatchObject({ status: 503, text: expect.stringContaining('npm run build') });
  built = readBuiltFiles(folder);
  expect(await get('/')).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
  expect((await get('/signin?state=1')).text).toContain('<title>app');
  const script = await get('/assets/index-1a2b3c4d.js');
  expect(script.headers['content-type']).toContain('text/javascript');
  expect(script.headers['cache-control']).toContain('immutable');
});

test.each([
  '/secret.key',
  '/../package.json',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/assets/..%2f..%2fx',
  '/%00',
])('has nothing at %s', async (path) => {
  built = readBuiltFiles(folder);
  const { status, text } = await get(path);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(text).not.toContain('ptalab');
});

test.each(['/', '/config.json', '/nowhere', '/assets/index-1a2b3c4d.js'])(
  '%s may not be framed, and runs nothing but its own files',
  async (path) => {
    const { headers } = await get(path);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|data:|blob:/);
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff' });
  },
);

test('its application is known in every tenant as a single-page one with one exact redirect URI a cloud', async () => {
  const { json } = await get('/config.json');
  expect(json).toEqual({
    clientId: ADMIN_CENTER_APP,
    authority: 'https://login.microsoftonline.com/organizations',
    graph: 'https://graph.microsoft.com',
  });
  const app = FIRST_PARTY.get(ADMIN_CENTER_APP);
  expect(app?.redirectUris.publicClient).toEqual([]);
  expect(app?.redirectUris.spa).toEqual(
    (['public', 'usGovernment', 'china'] as const).map((one) => `https://${adminCenterHost(one)}/signin`),
  );
});
