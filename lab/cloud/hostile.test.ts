import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloudConfig } from './config.ts';
import { emptyLab, type EmptyLab } from './empty-lab.fixture.ts';
import { startCloud, type StartedCloud } from './start-cloud.ts';

const LOGIN = 'login.microsoftonline.com';
const GRAPH = 'graph.microsoft.com';
const ADMIN = 'entra.microsoft.com';
const TOKEN = '/organizations/oauth2/v2.0/token';
const FORM = 'content-type: application/x-www-form-urlencoded';

let empty: EmptyLab;
let cloud: StartedCloud;
const ports = new Map<string, number>();

beforeAll(async () => {
  empty = await emptyLab();
  const config = cloudConfig.parse({ domains: [{ name: 'contoso.com' }] });
  cloud = await empty.lab.until(startCloud(config, empty.context), 'the cloud');
  for (const name of [LOGIN, GRAPH, ADMIN]) {
    const service = cloud.hosts.find((one) => one.name === name)?.service;
    if (service === undefined) throw new Error(`${name} is served`);
    ports.set(name, (await empty.context.links.open('INTERNET', service)).address.port);
  }
});
afterAll(async () => {
  await cloud.stop();
  await empty[Symbol.asyncDispose]();
});

/** Sends bytes over TLS; all that comes back until the server ends the connection, or the bytes that are enough. */
function send(host: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({
      port: ports.get(host),
      host: '127.0.0.1',
      servername: host,
      ca: empty.context.authority.pem,
    });
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    socket.write(bytes);
  });
}

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly called?: string;
}

async function ask(host: string, { method = 'GET', path, headers = [], body = '', called = host }: Sent) {
  const length = body === '' ? [] : [`content-length: ${Buffer.byteLength(body)}`];
  const head = [`${method} ${path} HTTP/1.1`, `host: ${called}`, 'connection: close', ...headers, ...length];
  const answer = await send(host, `${head.join('\r\n')}\r\n\r\n${body}`);
  expect(answer, 'no stack, no path, no framework’s own words').not.toMatch(
    /\bat .+\.ts|node_modules|FST_|fastify/i,
  );
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]), answer };
}

describe('the login host', () => {
  test.each<[string, Sent, number, RegExp]>([
    [
      'JSON for a form',
      { method: 'POST', path: TOKEN, headers: ['content-type: application/json'], body: '{"a":1}' },
      400,
      /AADSTS900144/,
    ],
    ['another method', { path: TOKEN }, 400, /AADSTS900561/],
    [
      'a parameter twice',
      { method: 'POST', path: TOKEN, headers: [FORM], body: 'grant_type=a&grant_type=b' },
      400,
      /AADSTS9002313/,
    ],
    [
      'NULs',
      { method: 'POST', path: TOKEN, headers: [FORM], body: 'grant_type=pass%00word' },
      400,
      /AADSTS70003/,
    ],
    [
      'a body of a megabyte',
      { method: 'POST', path: TOKEN, headers: [FORM], body: 'a='.padEnd(1_048_576, 'x') },
      413,
      /AADSTS9002313/,
    ],
    ['a path with a broken escape', { path: '/%zz/oauth2/v2.0/authorize' }, 400, /Bad Request - Invalid URL/],
    [
      'a query with a broken escape',
      { path: '/organizations/oauth2/v2.0/authorize?client_id=%zz' },
      200,
      /AADSTS\d+/,
    ],
    ['a header of 64 KB', { path: '/', headers: [`x-big: ${'x'.repeat(65_536)}`] }, 431, /Request Too Long/],
    [
      'three thousand headers',
      { path: '/', headers: Array.from({ length: 3_000 }, (_, n) => `x-${n}: a`) },
      431,
      /Too Long/,
    ],
    [
      'a user realm for a name of 5,000 characters',
      { path: `/common/userrealm/${'a'.repeat(5_000)}@x.y?api-version=1.0` },
      200,
      /"account_type":"Unknown"/,
    ],
    [
      'a user realm for nothing',
      { path: '/common/userrealm/%00?api-version=1.0' },
      200,
      /"account_type":"Unknown"/,
    ],
    [
      'markup as a correlation id',
      {
        method: 'POST',
        path: TOKEN,
        headers: [FORM, 'client-request-id: <script>', 'return-client-request-id: true'],
        body: 'grant_type=x',
      },
      400,
      /^((?!<script>).)*$/s,
    ],
  ])('answers %s in its own words', async (_, sent, status, words) => {
    const got = await ask(LOGIN, sent);
    expect(got.status).toBe(status);
    expect(got.answer).toMatch(words);
  });

  test.each([
    [
      'two lengths',
      `POST ${TOKEN} HTTP/1.1\r\nHost: ${LOGIN}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ['bytes that are no HTTP', 'certainly nothing\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ])('ends a connection with %s', async (_, bytes) => {
    expect(await send(LOGIN, bytes)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('Graph', () => {
  test.each<[string, Sent, number, RegExp]>([
    ['no token', { path: '/v1.0/domains' }, 401, /InvalidAuthenticationToken/],
    ['an unknown segment', { path: '/v1.0/nothing' }, 400, /"BadRequest".*segment 'nothing'.*"request-id"/],
    [
      'broken JSON',
      {
        method: 'PATCH',
        path: '/v1.0/domains/contoso.com',
        headers: ['content-type: application/json'],
        body: '{bad',
      },
      400,
      /"BadRequest".*"innerError"/,
    ],
    ['a broken escape', { path: '/v1.0/%zz' }, 400, /Invalid URL/],
  ])('answers %s in its own shape', async (_, sent, status, words) => {
    const got = await ask(GRAPH, sent);
    expect(got.status).toBe(status);
    expect(got.answer).toMatch(words);
  });
});

test.each([LOGIN, GRAPH, ADMIN])('%s serves nothing under another name (DNS rebinding)', async (host) => {
  const { status, answer } = await ask(host, { path: '/', called: 'rebound.example' });
  expect(status).toBe(400);
  expect(answer).toMatch(/Bad Request - Invalid Hostname$/);
});
