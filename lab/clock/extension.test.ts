import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { connectAgentClock } from './extension-client.ts';
import { startClockExtension } from './extension-server.ts';
import { LabClock } from './lab-clock.ts';

const EPOCH = Date.UTC(2026, 0, 5, 8);

test('a subscriber lives on lab time: its timers fire in order and its work is waited for', async () => {
  const clock = new LabClock({ epoch: EPOCH, mode: 'frozen' });
  await using extension = await startClockExtension(clock, () => 'secret');
  const agent = await connectAgentClock(extension.urlFor('AGENT1'), 'AGENT1');
  const seen: string[] = [];
  const beat = (): void => {
    seen.push(`beat@${agent.now() - EPOCH}`);
    void agent.busy('key', new Promise((done) => setTimeout(done, 20))).then(() => {
      seen.push('key');
      agent.after(10, 'heartbeat', beat);
    });
  };
  agent.after(10, 'heartbeat', beat);
  agent.after(15, 'cancelled', () => seen.push('never')).cancel();
  const moved = await clock.advance(25);
  expect(moved.fired).toBe(2);
  expect(seen).toEqual(['beat@10', 'key', 'beat@20', 'key']);
  expect(agent.now()).toBe(clock.now());
  agent.close();
});

test('a subscriber that dies is waited for no longer, and its timers die with it', async () => {
  const clock = new LabClock({ epoch: EPOCH, mode: 'frozen' });
  await using extension = await startClockExtension(clock, () => 'secret');
  const agent = await connectAgentClock(extension.urlFor('AGENT1'), 'AGENT1');
  agent.after(10, 'heartbeat', () => undefined);
  agent.close();
  while (extension.has('AGENT1')) await new Promise((done) => setImmediate(done));
  expect((await clock.advance(20)).fired).toBe(0);
});

test('without the token nobody subscribes', async () => {
  const clock = new LabClock({ epoch: EPOCH, mode: 'frozen' });
  await using extension = await startClockExtension(clock, () => 'secret');
  const url = extension.urlFor('AGENT1');
  await expect(connectAgentClock(url.replace('secret', 'guess'), 'AGENT1')).rejects.toThrow();
});

test('an agent can speak for its own host alone', async () => {
  const clock = new LabClock({ epoch: EPOCH, mode: 'frozen' });
  await using extension = await startClockExtension(clock, () => 'secret');
  let lost = false;
  void connectAgentClock(extension.urlFor('AGENT1'), 'AGENT2', () => (lost = true)).catch(
    () => (lost = true),
  );
  await expect.poll(() => lost).toBe(true);
  expect([extension.has('AGENT1'), extension.has('AGENT2')]).toEqual([false, false]);
});

test.each(['//', 'http://', '/clock?token=%'])(
  'an upgrade of %s is refused, and the clock goes on',
  async (target) => {
    const clock = new LabClock({ epoch: EPOCH, mode: 'frozen' });
    await using extension = await startClockExtension(clock, () => 'secret');
    const url = new URL(extension.urlFor('AGENT1'));
    const socket = connect(Number(url.port), url.hostname);
    socket.write(`GET ${target} HTTP/1.1\r\nHost: lab\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    socket.on('error', () => undefined).resume();
    await once(socket, 'close');
    const agent = await connectAgentClock(url.href, 'AGENT1');
    expect(extension.has('AGENT1')).toBe(true);
    agent.close();
  },
);
