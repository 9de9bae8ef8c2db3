import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { method, nothing, serveControl } from './control.ts';
import { startControlServer, type StartedControlServer } from './http-server.ts';

const adder = serveControl('adder', { forget: method(nothing, nothing) }, { forget: () => undefined });
let server: StartedControlServer;
beforeAll(async () => {
  server = await startControlServer(() => new Map([['adder', adder]]), 'token');
});
afterAll(() => server[Symbol.asyncDispose]());

const TOKEN = { authorization: 'Bearer token' };

/** Node's own client, since others mend a path before they send it. */
async function ask(
  path: string,
  headers: Record<string, string>,
  verb = 'POST',
  body = '{}',
): Promise<unknown> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers, method: verb }, (response) => {
      const { statusCode } = response;
      text(response).then((answered) => resolve([statusCode, JSON.parse(answered)]), reject);
    })
      .on('error', reject)
      .end(body);
  });
}

const refused = (status: number, code: string, message: RegExp): unknown => [
  status,
  { error: expect.objectContaining({ code, message: expect.stringMatching(message) as unknown }) as unknown },
];

test('a stranger learns nothing, whatever the path, and the lab lives on', async () => {
  const paths = ['/control/%E0%A4%A/x', '/control/adder/forget', '/control/nobody/x', '/', '//'];
  for (const path of paths) {
    for (const verb of ['GET', 'POST'])
      expect(await ask(path, {}, verb, '')).toEqual(refused(401, 'PTALAB_CONTROL_TOKEN', /token/));
  }
  expect(await ask('/control/adder/forget', TOKEN)).toEqual([200, {}]);
});

test('a page of another site cannot call by a name of its own', async () => {
  const answer = await ask('/control/adder/forget', { ...TOKEN, host: 'evil.example' });
  expect(answer).toEqual(refused(401, 'PTALAB_CONTROL_TOKEN', /token/));
});

test.each([
  ['a path that is no UTF-8', '/control/%E0%A4%A/x', 'POST', '{}', 400, /URI malformed/],
  ['a method that is no UTF-8', '/control/adder/%E0%A4%A', 'POST', '{}', 400, /URI malformed/],
  ['a path that is no call', '/control/adder', 'POST', '{}', 400, /POST \/control/],
  ['a GET', '/control/adder/forget', 'GET', '', 400, /POST \/control/],
  ['a component that is not there', '/control/nobody/x', 'POST', '{}', 404, /there are adder/],
  ['no JSON', '/control/adder/forget', 'POST', '{"a":', 422, /^adder\.forget: this is no JSON/],
  ['a body too long', '/control/adder/forget', 'POST', ' '.repeat(3_000_000), 400, /at most 1048576 bytes/],
])('%s is refused', async (_what, path, verb, body, status, message) => {
  expect(await ask(path, TOKEN, verb, body)).toEqual(refused(status, 'PTALAB_CONTROL_INPUT', message));
});
