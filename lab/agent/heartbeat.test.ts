import { createVerify, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { LabClock } from '../clock/lab-clock.ts';
import { BootstrapRefusedError } from './errors.ts';
import { firstBootstrap, Heartbeat } from './heartbeat.ts';
import type { Post } from './post.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const document = {
  contractVersion: '1',
  intervals: { bootstrapMs: 600_000, requestTimeoutMs: 20_000, answerLimitMs: 15_000 },
  answers: { url: 'https://answers.test/v1', attempts: 5, firstDelayMs: 200, factor: 2 },
  queue: [{ url: 'wss://queue.test/', address: 'a', username: 'u', password: 'p', credit: 16 }],
};
const granted = { status: 200, body: JSON.stringify(document) };
const unknown = { status: 403, body: JSON.stringify({ error: { code: 'unknownAgent', message: 'gone' } }) };

function agentWith(post: (url: string, body: string) => { status: number; body: string }) {
  const lab = new LabClock({ epoch: 0, mode: 'frozen' });
  const bootstrapUrl = 'https://t.bootstrap.test/v1/bootstrap';
  const identity = { agentId: 'id', keyId: 'id_AA', bootstrapUrl, privateKey, key: '', cert: '' };
  const send: Post = async (url, body) => post(url, body);
  const ports = { clock: lab.for('AGENT1'), identity, machineName: 'AGENT1', agentVersion: '1', post: send };
  return { lab, ports };
}

test('the first bootstrap is tried until it succeeds, counting failures, and 8080 hears of it', async () => {
  const calls: string[] = [];
  const { lab, ports } = agentWith((url, body) => {
    calls.push(`${lab.now()} ${url}`);
    if (url.startsWith('http:')) return { status: 204, body: '' };
    if (JSON.parse(body).consecutiveFailures < 2) throw new Error('443 is out');
    return granted;
  });
  await lab.until(
    firstBootstrap(ports, () => undefined),
    'the bootstrap',
  );
  expect(calls).toEqual([
    '0 https://t.bootstrap.test/v1/bootstrap',
    '0 http://t.bootstrap.test:8080/v1/status',
    '1000 https://t.bootstrap.test/v1/bootstrap',
    '1000 http://t.bootstrap.test:8080/v1/status',
    '3000 https://t.bootstrap.test/v1/bootstrap',
  ]);
});

test('the status on 8080 is signed with the registered key', async () => {
  let jws = '';
  const { lab, ports } = agentWith((url, body) => {
    if (url.startsWith('https:')) throw new Error('443 is out');
    jws = body;
    return unknown;
  });
  const gaveUp = firstBootstrap(ports, () => undefined);
  await lab.advance(0);
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const verified = createVerify('RSA-SHA256').update(`${header}.${payload}`);
  expect(verified.verify(publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'RS256', kid: 'id_AA' });
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
    agentId: 'id',
    consecutiveFailures: 1,
  });
  void gaveUp;
});

test('a service that answers is not passed by on 8080', async () => {
  const urls: string[] = [];
  const { lab, ports } = agentWith((url) => {
    urls.push(url);
    return urls.length === 1 ? { status: 503, body: '' } : granted;
  });
  await lab.until(
    firstBootstrap(ports, () => undefined),
    'the bootstrap',
  );
  expect(urls.filter((url) => url.startsWith('http:'))).toEqual([]);
});

test('bootstraps every ten minutes, and ends when the service no longer knows the agent', async () => {
  const times: number[] = [];
  const { lab, ports } = agentWith(() => (times.push(lab.now()) < 3 ? granted : unknown));
  const heartbeat = new Heartbeat(ports, await firstBootstrap(ports, () => undefined), () => undefined);
  await expect(lab.until(heartbeat.run(), 'the refusal', 3_600_000)).rejects.toThrow(BootstrapRefusedError);
  expect(times).toEqual([0, 600_000, 1_200_000]);
});

test('bootstraps out of turn once for all who ask at once, and the refusal of one ends the agent', async () => {
  const times: number[] = [];
  const { lab, ports } = agentWith(() => (times.push(lab.now()) < 3 ? granted : unknown));
  const heartbeat = new Heartbeat(ports, await firstBootstrap(ports, () => undefined), () => undefined);
  const ended = expect(lab.until(heartbeat.run(), 'the refusal')).rejects.toThrow(BootstrapRefusedError);
  await Promise.all([heartbeat.renew(), heartbeat.renew()]);
  expect(times).toHaveLength(2);
  await heartbeat.renew();
  await ended;
  expect(times).toHaveLength(3);
});
