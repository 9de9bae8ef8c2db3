import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { Authority } from '../../../pki/authority.ts';
import { startAgentServiceLab, TENANT, type AgentServiceLab } from '../agent-service.fixture.ts';
import { issueAgentCertificate } from '../registration/certificate.ts';
import { askRegistration, TestAgent, testKey, type Client, type TestKey } from '../test-agent.ts';

const DAY = 86_400_000;
let key: TestKey;
let lab: AgentServiceLab;
let agent: TestAgent;
beforeAll(async () => {
  [key, lab] = await Promise.all([testKey(), startAgentServiceLab()]);
  agent = await TestAgent.register(lab, 'AGENT1', key);
});
afterAll(() => lab[Symbol.asyncDispose]());

test('a bootstrap hands out what the contract lists, and a new queue password each time', async () => {
  const [first, second] = [await agent.queue(), await agent.queue()];
  expect(first).toMatchObject({
    url: 'wss://lab1.servicebus.windows.net/$servicebus/websocket',
    address: `${TENANT}/requests`,
    username: agent.agentId,
    credit: 16,
  });
  expect(second.password).not.toBe(first.password);
  expect((await agent.bootstrap()).body).toMatchObject({
    contractVersion: '1',
    state: 'ok',
    intervals: {
      bootstrapMs: 600_000,
      renewalCheckMs: 21_600_000,
      requestTimeoutMs: 20_000,
      answerLimitMs: 15_000,
    },
    answers: {
      url: 'https://lab1.connector.his.msappproxy.net/v1/answers',
      attempts: 5,
      firstDelayMs: 200,
      factor: 2,
    },
    orders: [],
  });
  expect(JSON.stringify(lab.history.all())).not.toContain(first.password);
});

test('no certificate, or one of another CA: the handshake fails', async () => {
  const stranger = await Authority.create(`CN=${TENANT} PTA agent CA`);
  const forged: Client = { ...agent.client, cert: await certificateOf(stranger, agent.agentId) };
  for (const client of [{ key: '', cert: '' }, forged]) {
    const call = agent.post(lab.service.services.bootstrap, agent.bootstrapUrl, {}, client);
    await expect(lab.until(call)).rejects.toThrow(/alert|reset|closed|hang up|socket/i);
  }
});

test('another id than the certificate says is refused', async () => {
  const other = '00000000-0000-4000-8000-000000000000';
  expect(await agent.bootstrap({ agentId: other })).toMatchObject({
    status: 403,
    body: { error: { code: 'unknownAgent' } },
  });
});

test('registration is not served where a client certificate is asked for, nor bootstrap where none is', async () => {
  const { services } = lab.service;
  const wrong = agent.post(services.registration, agent.bootstrapUrl, {});
  expect(await lab.until(wrong)).toMatchObject({ status: 404, body: { error: { code: 'notFound' } } });
});

test('silence makes an agent inactive, ten days of it drop it, and a report brings it back', async () => {
  await using other = await startAgentServiceLab();
  const quiet = await TestAgent.register(other, 'QUIET', key);
  await quiet.bootstrap({ initial: true });
  const status = () => other.service.agents().map((one) => one.status);
  await other.clock.advance(25 * 60_000);
  expect(status()).toEqual(['active']);
  await other.clock.advance(1);
  expect(status()).toEqual(['inactive']);
  await other.clock.advance(10 * DAY);
  expect(status()).toEqual([]);
  await quiet.bootstrap();
  expect(status()).toEqual(['active']);
  await other.clock.advance(180 * DAY);
  expect(await quiet.bootstrap()).toMatchObject({ status: 403, body: { error: { code: 'unknownAgent' } } });
});

test('a status report over 8080 counts when the registered key signed it', async () => {
  await using other = await startAgentServiceLab();
  const blocked = await TestAgent.register(other, 'BLOCKED', key);
  const kid = await blocked.keyId();
  await other.clock.advance(3_600_000);
  const report = {
    contractVersion: '1',
    agentId: blocked.agentId,
    machineName: 'BLOCKED',
    consecutiveFailures: 6,
  };
  const iat = other.clock.now() / 1_000;
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
  expect(await blocked.status({ ...report, iat }, kid, stranger)).toMatchObject({ status: 400 });
  expect(await blocked.status({ ...report, iat }, 'nobody_00')).toMatchObject({ status: 403 });
  expect(await blocked.status({ ...report, iat: iat - 3_600 }, kid)).toMatchObject({ status: 400 });
  expect(other.service.agents()).toMatchObject([{ status: 'inactive' }]);
  expect(await blocked.status({ ...report, iat }, kid)).toMatchObject({ status: 204 });
  expect(other.service.agents()).toMatchObject([{ status: 'active' }]);
  expect(other.history.kind('agent.statusReported')).toHaveLength(1);
});

test('the limit counts agents on the list: a dropped one makes room', async () => {
  await using other = await startAgentServiceLab({ limit: 1 });
  await TestAgent.register(other, 'OLD', key);
  expect(await askRegistration(other, 'NEW', { csr: key.csr })).toMatchObject({ status: 409 });
  await other.clock.advance(11 * DAY);
  expect(await askRegistration(other, 'NEW', { csr: key.csr })).toMatchObject({ status: 201 });
});

async function certificateOf(authority: Authority, agentId: string): Promise<string> {
  const request = new Pkcs10CertificateRequest(Buffer.from(key.csr, 'base64'));
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return (await issueAgentCertificate(authority, { request, publicKey }, { tenantId: TENANT, agentId })).pem;
}
