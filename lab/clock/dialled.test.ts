import { channel } from 'node:diagnostics_channel';
import { EventEmitter, once } from 'node:events';
import { connect, createServer } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { countDialled, withDialling, type DialledCount } from './dialled.ts';

class FakeSocket extends EventEmitter {
  connecting = true;
  remotePort: number | undefined;
  bytesRead = 0;
  bytesWritten = 0;
}

let now: number;
let count: DialledCount;
const dial = (): FakeSocket => {
  const socket = new FakeSocket();
  channel('net.client.socket').publish({ socket });
  return socket;
};

beforeEach(() => {
  now = 0;
  count = countDialled(new Set([7400]), () => now);
});
afterEach(() => count[Symbol.dispose]());

test('a connection that is being opened holds the clock, until it stands or nobody is going to answer', () => {
  const answered = dial();
  dial();
  expect(withDialling({ activity: 3, busy: ['x'] }, count)).toEqual({
    activity: 3,
    busy: ['x', '2 connections opening'],
    patienceMs: 20_000,
  });
  answered.connecting = false;
  now = 3_999;
  expect(count.dialling()).toBe(1);
  now = 4_000;
  expect(count.dialling()).toBe(0);
});

test('what moves counts, also of a connection that is closed, and a half-close, but for ignored ports', () => {
  const [one, ignored] = [dial(), dial()];
  Object.assign(one, { remotePort: 443, bytesRead: 5, bytesWritten: 2 });
  Object.assign(ignored, { remotePort: 7400, bytesRead: 100 });
  for (const socket of [one, ignored]) socket.emit('connect');
  expect(count.activity()).toBe(8);
  for (const socket of [one, ignored]) socket.emit('end');
  expect(count.activity()).toBe(9);
  for (const socket of [one, ignored]) socket.emit('close');
  expect(count.activity()).toBe(10);
});

test('a real connection counts from the moment it stands, also by TLS, which says hello below what a socket counts', async () => {
  await using server = createServer((socket) => socket.on('error', () => undefined).resume());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const at = { host: '127.0.0.1', port };
  for (const open of [() => connect(at), () => connectTls(at)]) {
    const before = count.activity();
    const socket = open();
    expect(count.dialling()).toBe(1);
    await once(socket, 'connect');
    expect(count.dialling()).toBe(0);
    expect(count.activity()).toBeGreaterThan(before);
    socket.on('error', () => undefined).destroy();
    await once(socket, 'close');
  }
});
