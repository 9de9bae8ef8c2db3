import { spawn } from 'node:child_process';
import { constants, publicEncrypt, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { History } from '../history/history.ts';
import { Janitor } from '../processes/janitor.ts';
import { keyIdOf } from './identity.ts';
import { processRunner } from './process-runner.ts';
import { defineAgent, type AgentDefinition, type AgentLaunch } from './launch.ts';
import { startTestService, TEST_TENANT, type TestService } from './test-service.ts';

let service: TestService;
let janitor: Janitor;
let history: History;
let folder: string;

beforeEach(async () => {
  service = await startTestService();
  janitor = new Janitor();
  history = new History({ now: () => 0 });
  folder = mkdtempSync(join(tmpdir(), 'agent-'));
});

afterEach(async () => {
  janitor[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
  await service[Symbol.asyncDispose]();
});

function agent(changes: Partial<AgentLaunch> = {}): AgentDefinition {
  const config = {
    tenantId: TEST_TENANT,
    registrationUrl: 'https://registration.example.test/v1/agents',
    token: 'an-administrators-token',
    proxy: service.proxy,
    directory: { domain: 'example.test', netbios: 'EXAMPLE', servers: [service.directory] },
  };
  const launch = {
    host: 'AGENT1',
    config,
    trustPem: service.trustPem,
    folder: join(folder, 'AGENT1'),
    ...changes,
  };
  return defineAgent(launch, { runner: processRunner(janitor), history });
}

function request(agentId: string, password: string, requestId = 'request-1'): object {
  const certificate = service.certificate();
  const key = {
    key: new X509Certificate(certificate).publicKey,
    oaepHash: 'sha256',
    padding: constants.RSA_PKCS1_OAEP_PADDING,
  };
  const ciphertext = publicEncrypt(key, Buffer.from(password)).toString('base64');
  const encryptedData = [
    { keyId: 'another_key', ciphertext: 'AAAA' },
    { keyId: keyIdOf(agentId, certificate), ciphertext },
  ];
  const upn = { tenantId: TEST_TENANT, userPrincipalName: 'alice@example.test' };
  return { contractVersion: '1', requestId, ...upn, answerLimitMs: 15_000, encryptedData };
}

test('registers, bootstraps, listens, answers for right and wrong passwords, drains', async () => {
  const started = await agent().start();
  expect(service.received.map(({ path, client }) => [path, client])).toEqual([
    ['/v1/agents', undefined],
    ['/v1/bootstrap', `CN=${TEST_TENANT}`],
  ]);
  const right = service.next('/v1/answers/request-1');
  service.send(request(started.agentId, 'Right-1'));
  expect(JSON.parse((await right).body)).toMatchObject({
    result: { win32: 0 },
    directoryServer: 'dc1.example.test',
  });
  const wrong = service.next('/v1/answers/request-2');
  service.send(request(started.agentId, 'Wrong-1', 'request-2'));
  expect(JSON.parse((await wrong).body)).toMatchObject({ result: { win32: 1326 } });
  await started.stop();
  expect(started.exit).toEqual({ code: 0, signal: null });
  expect((await started.tail()).join('\n')).not.toContain('Wrong-1');
  expect(history.all().map(({ kind }) => kind)).toEqual(['agent.started', 'agent.stopped']);
});

test('what is on its way when the agent drains is answered', async () => {
  const started = await agent().start();
  const answers = ['a', 'b', 'c'].map((id) => service.next(`/v1/answers/${id}`));
  for (const id of ['a', 'b', 'c']) service.send(request(started.agentId, 'Right-1', id));
  const stopped = started.stop();
  const bodies = await Promise.all(answers);
  expect(bodies.map(({ body }) => JSON.parse(body).result)).toEqual([
    { win32: 0 },
    { win32: 0 },
    { win32: 0 },
  ]);
  await stopped;
  expect(started.exit?.code).toBe(0);
});

test('a restart keeps the registration, and nothing of it is readable by others', async () => {
  const definition = agent();
  const first = await definition.start();
  await first.kill();
  const second = await definition.start();
  expect(second.agentId).toBe(first.agentId);
  expect(service.received.filter(({ path }) => path === '/v1/agents')).toHaveLength(1);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  expect(files.map(({ name }) => name).sort()).toEqual([
    'agent.json',
    'certificate.pem',
    'key.pem',
    'registration.json',
    'trust.pem',
  ]);
  for (const { parentPath, name } of files) expect(statSync(join(parentPath, name)).mode & 0o077).toBe(0);
  await second.end();
  expect(history.all().map(({ kind }) => kind)).toEqual(['agent.started', 'agent.killed', 'agent.started']);
});

test('a key that is not its own and a ciphertext that is not for it are answered as such', async () => {
  const started = await agent().start();
  const missing = service.next('/v1/answers/request-1');
  service.send(request('00000000-0000-0000-0000-000000000000', 'Right-1'));
  expect(JSON.parse((await missing).body).result).toEqual({ failure: 'keyMissing' });
  const garbled = service.next('/v1/answers/request-2');
  const keyId = keyIdOf(started.agentId, service.certificate());
  service.send({
    ...request(started.agentId, 'x', 'request-2'),
    encryptedData: [{ keyId, ciphertext: 'AAAA' }],
  });
  expect(JSON.parse((await garbled).body).result).toEqual({ failure: 'decryptFailed' });
  await started.end();
});

test('an agent whose registration is refused ends with 3 and the reason', async () => {
  service.answerWith('/v1/agents', 409);
  await expect(agent().start()).rejects.toThrow(/exited with code 3[^]*registration refused/);
  expect(history.kind('agent.notStarted')).toHaveLength(1);
});

test('an agent that the service does not know ends with 4', async () => {
  service.answerWith('/v1/bootstrap', 403);
  await expect(agent().start()).rejects.toThrow(/exited with code 4[^]*bootstrap refused: unknownAgent/);
});

test('a configuration that cannot be used ends with 2 and one line that names the key', async () => {
  const path = join(folder, 'wrong.json');
  writeFileSync(path, JSON.stringify({ contractVersion: '1', machineName: 'AGENT1', registration: {} }));
  const start = agent({ env: { PTALAB_AGENT_CONFIG: path } }).start();
  await expect(start).rejects.toThrow(/exited with code 2[^]*directory must be an object/);
});

test('any command may stand in its place; one that ends at once is shown with its last lines', async () => {
  const program = 'for (let i = 1; i <= 30; i++) console.error(`line ${i}`); process.exitCode = 7';
  const start = agent({ command: [process.execPath, '-e', program] }).start();
  await expect(start).rejects.toThrow(/exited with code 7[^]*line 11\n[^]*line 30/);
  await expect(start).rejects.not.toThrow(/line 10\n/);
});

test('ends when standard input closes', async () => {
  const definition = agent();
  const first = await definition.start();
  await first.kill();
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))], {
    env: { PTALAB_AGENT_CONFIG: join(folder, 'AGENT1', 'agent.json') },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});
