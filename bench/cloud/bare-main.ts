// What Node alone needs: TLS, HTTP, and as many signatures of a text that never changes. Nobody is asked for anything.
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { forms, readOrder, serve } from './serve.ts';

const order = readOrder();
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signAside = promisify(sign);
const header = encoded({ alg: 'RS256', typ: 'JWT', kid: 'bench' });
const text = `${header}.${encoded({ sub: 'bench', aud: 'https://graph.microsoft.com', scp: 'User.Read '.repeat(60) })}`;

const server = createServer(order.credential, (request, response) => {
  void answerTo(request).then((answer) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  });
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const address = server.address();
const names = ['bench'];
serve({
  version: process.version,
  port: typeof address === 'object' && address !== null ? address.port : 0,
  keys: ['/jwks'],
  password: forms(names, '/token', { grant_type: 'password' }),
  clientCredentials: forms(names, '/token', { grant_type: 'client_credentials' }),
  refresh: forms(names, '/token', { grant_type: 'refresh_token' }),
});

async function answerTo(request: IncomingMessage): Promise<object> {
  if (request.method === 'GET') return keySet();
  const form = await bodyOf(request);
  const wanted = form.includes('client_credentials') ? 1 : 2;
  const [access_token, id_token] = await Promise.all(Array.from({ length: wanted }, token));
  return { token_type: 'Bearer', expires_in: 3_600, access_token, id_token, refresh_token: 'bench' };
}

async function token(): Promise<string> {
  return `${text}.${(await signAside('sha256', Buffer.from(text), privateKey)).toString('base64url')}`;
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
  });
}

function keySet() {
  return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'RS256', use: 'sig' }] };
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
