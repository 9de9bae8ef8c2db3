import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Reception } from './reception.ts';

let reception: Reception;
let port = 0;
const dialled: WebSocket[] = [];

beforeEach(async () => {
  reception = new Reception('a-token-of-some-length');
  port = await reception.listen();
});
afterEach(async () => {
  for (const socket of dialled.splice(0)) socket.terminate();
  await reception[Symbol.asyncDispose]();
});

/** Dials in as a host, and says who it is. */
async function dial(name: string, path = reception.path): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
  dialled.push(socket);
  await once(socket, 'open');
  socket.send(JSON.stringify({ op: 'hello', name }));
  return socket;
}

/** Sends the head of an upgrade as it stands. */
async function raw(target: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `GET ${target} HTTP/1.1\r\nHost: lab\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  let answer = '';
  for await (const chunk of socket.on('error', () => undefined)) answer += String(chunk);
  return answer;
}

describe('hosts that dial in', () => {
  test('wait until they are wanted, and are given out in the order they came', async () => {
    await dial('forest');
    await dial('forest');
    await dial('cloud');
    await expect.poll(() => reception.waiting()).toEqual(['forest', 'forest', 'cloud']);
    const [first, second] = [await reception.take('forest'), await reception.take('forest')];
    expect(first).not.toBe(second);
    expect(reception.waiting()).toEqual(['cloud']);
  });

  test('are waited for by name, in the order they were wanted', async () => {
    const order: string[] = [];
    const one = reception.take('EGRESS').then(() => order.push('one'));
    const two = reception.take('EGRESS').then(() => order.push('two'));
    await dial('cloud');
    await dial('EGRESS');
    await one;
    expect(order).toEqual(['one']);
    await dial('EGRESS');
    await two;
    expect(reception.waiting()).toEqual(['cloud']);
  });

  test('are forgotten when they leave before anybody wanted them', async () => {
    const socket = await dial('forest');
    await expect.poll(() => reception.waiting()).toEqual(['forest']);
    socket.terminate();
    await expect.poll(() => reception.waiting()).toEqual([]);
  });

  test('are refused without the token', async () => {
    for (const path of ['/host', '/host?token=', '/host?token=a-token-of-some-lengtH']) {
      await expect(dial('forest', path)).rejects.toThrow('Unexpected server response: 401');
    }
    expect(reception.waiting()).toEqual([]);
  });

  test('must say who they are first', async () => {
    for (const text of ['{"op":"cancel","id":1}', 'nonsense']) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${reception.path}`);
      await once(socket, 'open');
      socket.send(text);
      await once(socket, 'close');
    }
    expect(reception.waiting()).toEqual([]);
  });
});

test('a host that nobody waits for any more is left for whoever comes next', async () => {
  const withdrawn = new AbortController();
  const given = reception.take('forest', withdrawn.signal);
  withdrawn.abort();
  await expect(given).rejects.toThrow('nobody waits for forest any more');
  await dial('forest');
  expect((await reception.take('forest')).name).toBe('forest');
});

describe('who is no host', () => {
  test('goes where others are taken, or nowhere', async () => {
    expect(await raw('/clock?token=x')).toBe('');
    const asked: string[] = [];
    reception.otherwise((request, socket) => {
      asked.push(request.url ?? '');
      socket.destroy();
    });
    await raw('/clock?token=x');
    expect(asked).toEqual(['/clock?token=x']);
  });

  test.each(['//', '/%', '/host?token=%', 'http://', '/host#'])(
    'does not bring it down with %s',
    async (target) => {
      expect(await raw(target)).toMatch(/^$|^HTTP\/1.1 40[01]/);
      await dial('forest');
      expect((await reception.take('forest')).name).toBe('forest');
    },
  );

  test('is told that this is no page', async () => {
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(426);
  });
});
