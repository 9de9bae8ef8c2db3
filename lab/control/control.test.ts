import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  controlOver,
  inlineControl,
  method,
  nothing,
  serveControl,
  type ControlImplementation,
} from './control.ts';
import { httpTransport } from './http-client.ts';
import { startControlServer } from './http-server.ts';

const contract = {
  add: method(z.object({ a: z.number(), b: z.number() }).strict(), z.object({ sum: z.number() })),
  forget: method(nothing, nothing),
  lie: method(nothing, z.object({ sum: z.number() })),
};
const implementation = {
  add: ({ a, b }) => ({ sum: a + b }),
  forget: () => undefined,
  lie: () => undefined,
} satisfies ControlImplementation<typeof contract>;

test('inline, both sides are checked', async () => {
  const control = inlineControl('adder', contract, implementation);
  expect(await control.add({ a: 1, b: 2 })).toEqual({ sum: 3 });
  expect(await control.forget({})).toEqual({});
  await expect(control.lie({})).rejects.toThrow('adder.lie broke its contract');
});

test('over HTTP the same interface answers the same, and only with the token', async () => {
  const transport = serveControl('adder', contract, implementation);
  await using server = await startControlServer(() => new Map([['adder', transport]]), 'token');
  const control = controlOver(contract, httpTransport(server.url, 'token', 'adder'));
  expect(await control.add({ a: 1, b: 2 })).toEqual({ sum: 3 });
  const stranger = controlOver(contract, httpTransport(server.url, 'guess', 'adder'));
  await expect(stranger.add({ a: 1, b: 2 })).rejects.toThrow('refuses the token');
  const wrong = httpTransport(server.url, 'token', 'adder');
  await expect(wrong('add', '{"a":1,"b":"2"}')).rejects.toThrow('adder.add');
  await expect(wrong('subtract', '{}')).rejects.toThrow('no such method');
});

test('a page of another site cannot call by a name of its own', async () => {
  const transport = serveControl('adder', contract, implementation);
  await using server = await startControlServer(() => new Map([['adder', transport]]), 'token');
  const { request } = await import('undici');
  const headers = { authorization: 'Bearer token', host: 'evil.example' };
  const answer = await request(`${server.url}/control/adder/forget`, { method: 'POST', headers, body: '{}' });
  expect(answer.statusCode).toBe(401);
});
