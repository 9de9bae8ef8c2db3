import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { LabClock } from '../../clock/lab-clock.ts';
import { EventOrder } from '../../hosting/event-order.ts';
import type { SessionGround } from '../../hosting/host-session.ts';
import { StandingYard } from './standing-yard.ts';

const TOKEN = 'a-token-of-some-length';
const yard = new StandingYard({
  token: TOKEN,
  bind: '127.0.0.1',
  port: 0,
  conductor: 'ws://lab',
  dialInMs: 50,
});
const session: SessionGround = {
  clock: new LabClock({ epoch: 0, mode: 'frozen' }),
  events: new EventOrder({ append: () => undefined, alias: () => undefined }, () => 0),
  seed: 's',
  authority: { key: 'k', cert: 'c' },
  conductor: {
    installAgent: () => ({ agentId: '' }),
    uninstallAgent: () => undefined,
    hasAgent: () => ({ installed: false }),
    writePassword: () => ({ result: 'unreachable' }),
  },
};
const dialled: WebSocket[] = [];
let port = 0;
beforeAll(async () => {
  port = await yard.open();
});
afterAll(async () => {
  for (const socket of dialled) socket.terminate();
  await yard[Symbol.asyncDispose]();
});

/** Dials in as a host does; the messages that it is sent. */
async function dial(name: string): Promise<{ op: string }[]> {
  const heard: { op: string }[] = [];
  const socket = new WebSocket(`ws://127.0.0.1:${port}/host?token=${TOKEN}`);
  dialled.push(socket);
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as { op: string };
    heard.push(message);
    if (message.op === 'begin')
      socket.send(JSON.stringify({ op: 'begun', stamp: 0, pid: 7, addresses: ['10.0.0.7'] }));
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ op: 'hello', name }));
  return heard;
}

test('a host that has dialled in is given one lab, and loses it with the lab', async () => {
  const heard = await dial('forest');
  const host = await yard.host('forest', session);
  expect(host).toMatchObject({ name: 'forest', pid: 7, addresses: ['10.0.0.7'] });
  expect(heard[0]).toMatchObject({ op: 'begin', seed: 's' });
  await host[Symbol.asyncDispose]();
  await expect(host.control.links({})).rejects.toMatchObject({ code: 'PTALAB_HOST_LOST' });
});

test('a host that nobody has raised is told with those that wait, and is served when it comes later', async () => {
  await dial('cloud');
  await expect(yard.host('AGENT9', session)).rejects.toMatchObject({
    code: 'PTALAB_STANDING_HOST',
    message: expect.stringMatching(/no host AGENT9 that is free; hosts that wait: cloud/),
  });
  const coming = yard.host('AGENT9', session);
  await dial('AGENT9');
  await using host = await coming;
  expect(host.name).toBe('AGENT9');
});

test('a host that is wanted no more is not waited for, and is left for the next lab', async () => {
  const ending = new AbortController();
  const coming = yard.host('AGENT8', session, ending.signal);
  ending.abort();
  await expect(coming).rejects.toThrow('nobody waits for AGENT8 any more');
  await dial('AGENT8');
  await using host = await yard.host('AGENT8', session);
  expect(host.name).toBe('AGENT8');
});
