import fc from 'fast-check';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { startAgentServiceLab, type AgentServiceLab } from '../agents/agent-service.fixture.ts';
import { TestAgent, testKey, type TestKey } from '../agents/test-agent.ts';
import { PasswordTooLongError } from './errors.ts';

const LIMIT = 15_000;
let key: TestKey;
let lab: AgentServiceLab;
let agent: TestAgent;
beforeAll(async () => {
  key = await testKey();
});
beforeEach(async () => {
  lab = await startAgentServiceLab();
  agent = await TestAgent.register(lab, 'AGENT1', key);
  return () => lab[Symbol.asyncDispose]();
});

const kinds = (id: string) => lab.history.of(id).map(({ kind }) => kind);

test('a password reaches one agent, encrypted, and its answer reaches the sign-in', async () => {
  await agent.listen();
  const outcome = lab.signIn('alice@contoso.com', 'Pässword-1');
  const request = await lab.until(agent.next());
  expect(agent.decrypt(request)).toBe('Pässword-1');
  expect(request).toMatchObject({ settled: true, ttl: LIMIT, userPrincipalName: 'alice@contoso.com' });
  const facts = { directoryServer: 'dc1.corp.contoso.com', bindMs: 3 };
  expect(await lab.until(agent.answer(request.requestId, { win32: 1326 }, facts))).toMatchObject({
    status: 204,
  });
  expect(await outcome).toEqual({ kind: 'answered', agentId: agent.agentId, win32: 1326 });
  expect(kinds('sign-in-1')).toEqual([
    'passthrough.queued',
    'passthrough.dispatched',
    'passthrough.answered',
  ]);
  expect(JSON.stringify(lab.history.all())).not.toContain('Pässword-1');
});

test('nobody listens: known at once', async () => {
  const before = lab.clock.now();
  expect(await lab.signIn()).toEqual({ kind: 'noAgent' });
  expect(lab.clock.now()).toBe(before);
  expect(kinds('sign-in-1')).toEqual(['passthrough.noAgent']);
});

test('an agent that dies with a request loses it: no other gets it, and the limit passes on the lab clock', async () => {
  const listener = await agent.listen();
  const outcome = lab.signIn();
  await lab.until(agent.next());
  await listener.kill();
  const spare = await TestAgent.register(lab, 'AGENT2', key);
  await spare.listen();
  const before = lab.clock.now();
  expect(await lab.until(outcome)).toEqual({ kind: 'timedOut', agentId: agent.agentId });
  expect(lab.clock.now() - before).toBe(LIMIT);
  expect(spare.received).toEqual([]);
  expect(kinds('sign-in-1').at(-1)).toBe('passthrough.timedOut');
});

test('listeners without credit: the request waits for credit, and no longer than the limit', async () => {
  const listener = await agent.listen(0);
  const [served, unserved] = [lab.signIn('a@contoso.com'), lab.signIn('b@contoso.com')];
  listener.receiver.add_credit(1);
  const request = await lab.until(agent.next());
  await lab.until(agent.answer(request.requestId, { win32: 0 }));
  expect(await served).toMatchObject({ kind: 'answered', win32: 0 });
  expect(await lab.until(unserved)).toEqual({ kind: 'timedOut' });
});

test.each([
  [{ failure: 'keyMissing' }, 'keyMissing'],
  [{ failure: 'decryptFailed' }, 'decryptFailed'],
])('the answer %o ends as %s', async (result, kind) => {
  await agent.listen();
  const outcome = lab.signIn();
  const { requestId } = await lab.until(agent.next());
  await lab.until(agent.answer(requestId, result));
  expect(await outcome).toEqual({ kind, agentId: agent.agentId });
});

test('an answer is refused from another agent, twice, late, or for no request', async () => {
  const other = await TestAgent.register(lab, 'AGENT2', key);
  await agent.listen();
  const outcome = lab.signIn();
  const { requestId } = await lab.until(agent.next());
  const refusal = async (from: TestAgent, id: string) =>
    (await lab.until(from.answer(id, { win32: 0 }))).status;
  expect(await refusal(other, requestId)).toBe(403);
  expect(await refusal(agent, requestId)).toBe(204);
  expect(await refusal(agent, requestId)).toBe(409);
  expect(await outcome).toMatchObject({ kind: 'answered', win32: 0 });
  expect(await refusal(agent, '00000000-0000-4000-8000-000000000000')).toBe(404);
  const lost = lab.signIn();
  const second = await lab.until(agent.next());
  await lab.until(lost);
  expect(await refusal(agent, second.requestId)).toBe(410);
  expect(lab.history.kind('answer.refused').map(({ data }) => data?.['reason'])).toEqual([
    'notYours',
    'duplicate',
    'unknownRequest',
    'late',
  ]);
  expect(lab.history.of('sign-in-2').map(({ kind }) => kind)).toContain('answer.late');
});

test('an answer that cannot be read ends the request as invalid', async () => {
  await agent.listen();
  const outcome = lab.signIn();
  const { requestId } = await lab.until(agent.next());
  expect(await lab.until(agent.answer(requestId, { win32: -1 }))).toMatchObject({
    status: 400,
    body: { error: { code: 'invalidRequest' } },
  });
  expect(await outcome).toEqual({ kind: 'invalidAnswer', agentId: agent.agentId });
});

test('any body is answered with a refusal, and none ends a request that the agent does not hold', async () => {
  await agent.listen(0);
  const outcome = lab.signIn();
  const requestId = String(lab.history.kind('passthrough.queued').at(-1)?.data?.['requestId']);
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (body) => {
      expect([400, 403]).toContain((await lab.until(agent.answer(requestId, {}, body))).status);
    }),
    { numRuns: 30, seed: 1 },
  );
  expect(await lab.until(outcome)).toEqual({ kind: 'timedOut' });
});

test('every registered agent gets a ciphertext: bytes are linear, at most 0.5 KB + 1 KB each', async () => {
  await agent.listen();
  const sizes: number[] = [];
  for (let agents = 1; agents <= 3; agents++) {
    const outcome = lab.signIn();
    const request = await lab.until(agent.next());
    expect(request.encryptedData).toHaveLength(agents);
    expect(request.raw.length).toBeLessThanOrEqual(512 + 1_024 * agents);
    expect(lab.service.bytes().requests).toMatchObject({ count: agents, last: request.raw.length });
    sizes.push(request.raw.length);
    await lab.until(agent.answer(request.requestId, { win32: 0 }));
    await outcome;
    await TestAgent.register(lab, `SILENT${agents}`, key);
  }
  const [one = 0, two = 0, three = 0] = sizes;
  expect(three - two).toBe(two - one);
  expect(lab.service.bytes().answers).toMatchObject({ count: 3 });
});

test('a password longer than an agent key can carry is refused before anything is sent', async () => {
  await agent.listen();
  await expect(lab.signIn('a@contoso.com', 'x'.repeat(191))).rejects.toThrow(PasswordTooLongError);
  expect(lab.history.kind('passthrough.queued')).toEqual([]);
});
