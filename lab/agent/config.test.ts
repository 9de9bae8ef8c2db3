import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from './config.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-config-'));
  writeFileSync(join(folder, 'trust.pem'), 'PEM');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(changes: object, environment: Record<string, string> = {}): ReturnType<typeof readConfig> {
  const path = join(folder, 'agent.json');
  const file = {
    contractVersion: '1',
    machineName: 'AGENT1',
    tenantId: 't',
    registration: { url: 'https://t.registration.test/v1/agents', tokenFile: '/token' },
    stateDirectory: '/state',
    trust: [join(folder, 'trust.pem')],
    directory: { domain: 'd', netbios: 'D', servers: [{ name: 'dc1', host: '127.0.0.1', port: 636 }] },
    ...changes,
  };
  writeFileSync(path, JSON.stringify(file));
  return readConfig({ PTALAB_AGENT_CONFIG: path, ...environment });
}

test('the file wins over the environment, the environment over nothing', () => {
  const environment = { HTTPS_PROXY: 'http://env:1', PTALAB_CLOCK_URL: 'ws://clock' };
  expect(read({ proxy: 'http://file:2' }, environment).proxy?.href).toBe('http://file:2/');
  expect(read({}, environment)).toMatchObject({
    proxy: new URL('http://env:1'),
    clockUrl: 'ws://clock',
    keyBits: 2_048,
  });
  expect(read({}).proxy).toBeUndefined();
});

test.each([
  [{ machineName: '' }, 'machineName must be text that is not empty'],
  [{ contractVersion: '2' }, 'contractVersion must be "1"'],
  [{ registration: { url: 'nowhere' } }, 'registration.url must be a URL'],
  [{ directory: { domain: 'd', netbios: 'D', servers: [] } }, 'directory.servers must be a list'],
  [
    { directory: { domain: 'd', netbios: 'D', servers: [{ name: 'dc1', host: 'h', port: 0 }] } },
    'directory.servers[0].port must be',
  ],
  [{ trust: [7] }, 'trust must be a list of texts'],
  [{ trust: ['/nowhere.pem'] }, "no such file or directory, open '/nowhere.pem'"],
  [{ keyBits: 1_024 }, 'keyBits must be a whole number of at least 2048'],
])('%j is refused: %s', (changes, text) => {
  expect(() => read(changes)).toThrow(text);
});

test('no file, no agent', () => {
  expect(() => readConfig({})).toThrow('PTALAB_AGENT_CONFIG names no file');
});
