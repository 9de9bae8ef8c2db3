import 'reflect-metadata';
import fc from 'fast-check';
import { X509Certificate } from '@peculiar/x509';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAgentServiceLab, TENANT, type AgentServiceLab } from '../agent-service.fixture.ts';
import { AGENT_ID_EXTENSION, agentIdOf } from '../contract/agent-id.ts';
import { askRegistration, TestAgent, testKey, type TestKey } from '../test-agent.ts';

let key: TestKey;
let lab: AgentServiceLab;
beforeAll(async () => {
  [key, lab] = await Promise.all([testKey(), startAgentServiceLab()]);
});
afterAll(() => lab[Symbol.asyncDispose]());

describe('a registration', () => {
  test('issues a certificate for the tenant, with the agent id in its extension', async () => {
    const agent = await TestAgent.register(lab, 'AGENT1', key);
    const certificate = new X509Certificate(agent.client.cert);
    const extension = certificate.getExtension(AGENT_ID_EXTENSION);
    expect(certificate.subject).toBe(`CN=${TENANT}`);
    expect(agentIdOf(new Uint8Array(extension?.value ?? new ArrayBuffer(0)))).toBe(agent.agentId);
    expect(certificate.issuer).toBe(`CN=${TENANT} PTA agent CA`);
    expect(certificate.issuer).not.toBe(lab.authority.certificate.subject);
    expect(agent.bootstrapUrl).toBe(`https://${TENANT}.pta.bootstrap.his.msappproxy.net/v1/bootstrap`);
    expect(lab.history.of('register-AGENT1').map(({ kind }) => kind)).toEqual(['agent.registered']);
    expect(lab.service.agents()).toMatchObject([
      { agentId: agent.agentId, machineName: 'AGENT1', status: 'active' },
    ]);
  });

  test('is one entry each, even of the same machine', async () => {
    const [first, second] = [
      await TestAgent.register(lab, 'TWIN', key),
      await TestAgent.register(lab, 'TWIN', key),
    ];
    expect(first.agentId).not.toBe(second.agentId);
    expect(lab.service.agents().filter(({ machineName }) => machineName === 'TWIN')).toHaveLength(2);
  });

  test.each([
    ['global-admin', 201, undefined],
    ['plain-user', 403, 'roleMissing'],
    ['unknown', 401, 'invalidToken'],
    ['foreign-admin', 401, 'invalidToken'],
  ])('by %s is answered %i %s', async (token, status, code) => {
    const reply = await askRegistration(lab, 'ROLES', { csr: key.csr }, token);
    expect(reply.status).toBe(status);
    if (code !== undefined) expect(reply.body).toMatchObject({ contractVersion: '1', error: { code } });
  });

  test.each([
    ['RSA of 1024 bits', () => testKey(1_024).then(({ csr }) => csr), 'weakKey'],
    ['a SHA-1 signature', () => testKey(2_048, 'SHA-1').then(({ csr }) => csr), 'badSignature'],
    ['a tampered request', async () => tamper(key.csr), 'badSignature'],
    ['no request at all', async () => 'AAAA', 'invalidRequest'],
  ])('with %s is refused', async (_what, csr, code) => {
    const reply = await askRegistration(lab, 'KEYS', { csr: await csr() });
    expect(reply).toMatchObject({ status: 400, body: { error: { code } } });
    expect(lab.history.kind('registration.refused').at(-1)?.data).toEqual({ reason: code });
  });

  test('of another contract version, or too large, is refused', async () => {
    expect(await askRegistration(lab, 'V', { csr: key.csr, contractVersion: '2' })).toMatchObject({
      status: 400,
    });
    expect(await askRegistration(lab, 'V', { csr: 'A'.repeat(20_000) })).toMatchObject({
      status: 413,
      body: { error: { code: 'tooLarge' } },
    });
  });

  test('survives any body', async () => {
    const body = fc.record({ csr: fc.oneof(fc.base64String(), fc.anything()), machineName: fc.anything() });
    await fc.assert(
      fc.asyncProperty(body, async (facts) => {
        const reply = await askRegistration(lab, 'FUZZ', facts);
        expect([400, 413]).toContain(reply.status);
      }),
      { numRuns: 40, seed: 1 },
    );
  });
});

test('registrations at once never share an identity, even of one machine', async () => {
  await using lab = await startAgentServiceLab();
  const agents = await Promise.all(Array.from({ length: 12 }, () => TestAgent.register(lab, 'TWIN', key)));
  const ids = new Set(agents.map(({ agentId }) => agentId));
  expect(ids.size).toBe(12);
  expect(new Set(lab.service.agents().map(({ agentId }) => agentId))).toEqual(ids);
});

test('of 45 at once, 40 are registered', async () => {
  await using lab = await startAgentServiceLab();
  const names = Array.from({ length: 45 }, (_, n) => `A${n % 3}`);
  const replies = await Promise.all(names.map((name) => askRegistration(lab, name, { csr: key.csr })));
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(40);
  expect(lab.service.agents()).toHaveLength(40);
  const refused = replies.filter(({ status }) => status !== 201);
  for (const reply of refused)
    expect(reply).toMatchObject({ status: 409, body: { error: { code: 'limitReached' } } });
});

/** Flips a bit in the signature's last byte. */
function tamper(csr: string): string {
  const der = Buffer.from(csr, 'base64');
  der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
  return der.toString('base64');
}
