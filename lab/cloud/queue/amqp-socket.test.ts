import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { LabClock } from '../../clock/lab-clock.ts';
import { AmqpSocket } from './amqp-socket.ts';

test('a peer that does not answer the closing handshake is cut off by the lab clock', async () => {
  const lab = new LabClock({ epoch: 0, mode: 'frozen' });
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  const connected = once(server, 'connection');
  const client = new WebSocket(`ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  client.on('error', () => undefined);
  const [socket]: unknown[] = await connected;
  if (!(socket instanceof WebSocket)) throw new TypeError('the server gave no WebSocket');
  await once(client, 'open');
  client.pause();
  const closed = once(socket, 'close');
  new AmqpSocket(socket, lab.for('queue')).close();
  await lab.advance(4_999);
  expect(socket.readyState).toBe(WebSocket.CLOSING);
  await lab.advance(1);
  await closed;
  client.terminate();
  server.close();
});
