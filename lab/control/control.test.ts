import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  controlOver,
  inlineControl,
  method,
  nothing,
  relayControl,
  serveControl,
  type Control,
  type ControlImplementation,
} from './control.ts';
import { ControlError } from './errors.ts';
import { httpTransport } from './http-client.ts';
import { startControlServer, type StartedControlServer } from './http-server.ts';

class NoAccountError extends Error {
  readonly code = 'PTALAB_FOREST_NO_ACCOUNT';
}

const number = z.object({ sum: z.number() });
const contract = {
  add: method(z.object({ a: z.number(), b: z.number() }).strict(), number),
  forget: method(nothing, nothing),
  lie: method(nothing, number),
  unwritable: method(nothing, z.object({ sum: z.unknown() })),
  refuse: method(nothing, nothing),
  fail: method(nothing, nothing),
  ask: method(nothing, nothing),
  throwText: method(nothing, nothing),
};
const implementation = {
  add: ({ a, b }) => ({ sum: a + b }),
  forget: () => undefined,
  lie: () => undefined,
  unwritable: () => ({ sum: 1n }),
  refuse: () => {
    throw new NoAccountError('there is no account bob');
  },
  fail: () => Promise.reject(Object.assign(new TypeError('x is no function'), { code: 20 })),
  ask: () => {
    const [component, code] = ['other', 'PTALAB_CONTROL_INPUT'];
    throw new ControlError({ component, method: 'take', code, message: 'other.take: too much' });
  },
  throwText: () => {
    throw 'a text';
  },
} satisfies ControlImplementation<typeof contract>;

const served = serveControl('adder', contract, implementation);
const inline = inlineControl('adder', contract, implementation);
let server: StartedControlServer;
beforeAll(async () => {
  const components = new Map([
    ['adder', served],
    ['relayed', relayControl('adder', inline)],
  ]);
  server = await startControlServer(() => components, 'token');
});
afterAll(() => server[Symbol.asyncDispose]());

const overHttp = (component: string, token = 'token'): Control<typeof contract> =>
  controlOver('adder', contract, httpTransport(server.url, token, component));

const wirings: Readonly<Record<string, () => Control<typeof contract>>> = {
  inline: () => inline,
  'over HTTP': () => overHttp('adder'),
  'relayed over HTTP': () => overHttp('relayed'),
};

type Call = (control: Control<typeof contract>) => Promise<unknown>;

const wrongInput = JSON.parse('{"a":1,"b":"2"}') as { a: number; b: number };
const refusals: readonly [name: keyof typeof contract, call: Call, code: string, message: string | RegExp][] =
  [
    ['add', (c) => c.add(wrongInput), 'PTALAB_CONTROL_INPUT', /^adder\.add: .*number.*\n.*at b/],
    ['lie', (c) => c.lie({}), 'PTALAB_CONTROL_OUTPUT', /^adder\.lie broke its contract: .*number/],
    ['unwritable', (c) => c.unwritable({}), 'PTALAB_CONTROL_OUTPUT', /^adder\.unwritable broke .*BigInt/],
    ['refuse', (c) => c.refuse({}), 'PTALAB_FOREST_NO_ACCOUNT', 'there is no account bob'],
    ['fail', (c) => c.fail({}), 'PTALAB_CONTROL_FAILED', 'adder.fail failed: x is no function'],
    ['ask', (c) => c.ask({}), 'PTALAB_CONTROL_FAILED', 'adder.ask failed: other.take: too much'],
    ['throwText', (c) => c.throwText({}), 'PTALAB_CONTROL_FAILED', 'adder.throwText failed: a text'],
  ];

describe.each(Object.keys(wirings))('%s', (wiring) => {
  const control = (): Control<typeof contract> => wirings[wiring]?.() ?? inline;

  test('a call is answered', async () => {
    expect(await control().add({ a: 1, b: 2 })).toEqual({ sum: 3 });
    expect(await control().forget({})).toEqual({});
  });

  test.each(refusals)('%s is refused as everywhere', async (name, call, code, message) => {
    const error = await call(control()).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ControlError);
    const text: unknown = typeof message === 'string' ? message : expect.stringMatching(message);
    expect({ ...(error as ControlError), message: (error as ControlError).message }).toEqual({
      name: 'ControlError',
      component: 'adder',
      method: name,
      code,
      message: text,
    });
  });
});

test.each(['adder', 'relayed'])(
  'what fits no contract is the fault of the caller (%s)',
  async (component) => {
    const transport = httpTransport(server.url, 'token', component);
    const fault = { component: 'adder', code: 'PTALAB_CONTROL_INPUT' };
    expect(await transport('add', '{"a":')).toMatchObject({ error: { ...fault, method: 'add' } });
    expect(await transport('subtract', '{}')).toMatchObject({ error: { ...fault, method: 'subtract' } });
    expect(await transport('toString', '{}')).toMatchObject({ error: { ...fault, method: 'toString' } });
  },
);

test('the token is asked for, and a component that is not there is named', async () => {
  await expect(overHttp('adder', 'guess').forget({})).rejects.toThrow('refuses the token');
  await expect(overHttp('nobody').forget({})).rejects.toMatchObject({
    code: 'PTALAB_CONTROL_INPUT',
    component: 'nobody',
    message: 'nobody.forget: no such component; there are adder, relayed',
  });
});

test('what answers at the address but is no lab is told apart', async () => {
  const elsewhere = httpTransport(`${server.url}/elsewhere`, 'token', 'adder');
  expect(await elsewhere('forget', '{}')).toMatchObject({ error: { code: 'PTALAB_CONTROL_INPUT' } });
  const nowhere = httpTransport('http://127.0.0.1:1', 'token', 'adder');
  await expect(nowhere('forget', '{}')).rejects.toMatchObject({ code: 'PTALAB_CONTROL_UNREACHABLE' });
});
