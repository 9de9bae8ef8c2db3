// oauth2-mock-server as it is; only a wrong password is answered as one, by its own hook, at the cost that the others have.
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OAuth2Server } from 'oauth2-mock-server';
import { knownPasswords } from './passwords.ts';
import { forms, readOrder, serve } from './serve.ts';
import { CLIENT_ID, CLIENT_SECRET, PASSWORD, RESOURCE } from './served.ts';

const order = readOrder();
const { key, cert } = order.credential;
const folder = mkdtempSync(join(tmpdir(), 'ptalab-bench-'));
const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
writeFileSync(keyFile, key, { mode: 0o600 });
writeFileSync(certFile, cert);
const server = new OAuth2Server(keyFile, certFile);
rmSync(folder, { recursive: true });
await server.issuer.keys.generate('RS256');
const { names, isRight } = knownPasswords(order.users);
server.service.on('beforeResponse', (response, { body }) => {
  if (body.grant_type !== 'password' || isRight(body.username, body.password)) return;
  response.statusCode = 400;
  response.body = { error: 'invalid_grant' };
});
await server.start(0, '127.0.0.1');

const client = { client_id: CLIENT_ID, client_secret: CLIENT_SECRET };
const scope = 'openid profile offline_access User.Read';
const own = { ...client, grant_type: 'client_credentials', scope: 'User.Read', aud: RESOURCE };
serve({
  version: versionOf('oauth2-mock-server'),
  port: server.address().port,
  keys: ['/jwks'],
  password: forms(names, '/token', { ...client, grant_type: 'password', password: PASSWORD, scope }),
  clientCredentials: [{ path: '/token', body: new URLSearchParams(own).toString() }],
  refresh: forms(names, '/token', { ...client, grant_type: 'refresh_token', scope }),
});

function versionOf(name: string): string {
  const main = createRequire(import.meta.url).resolve(name);
  const found = /^.*\/node_modules\/[^/]+\//.exec(main)?.[0] ?? '';
  return (JSON.parse(readFileSync(join(found, 'package.json'), 'utf8')) as { version: string }).version;
}
