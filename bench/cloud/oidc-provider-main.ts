// oidc-provider with its own store in memory, access tokens as JWT for one resource, and a password grant.
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Provider } from 'oidc-provider';
import { passwordGrant } from './oidc-password-grant.ts';
import { knownPasswords } from './passwords.ts';
import { forms, readOrder, serve } from './serve.ts';
import { CLIENT_ID, CLIENT_SECRET, PASSWORD, RESOURCE } from './served.ts';

const DAY = 86_400;
const order = readOrder();
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { names, isRight } = knownPasswords(order.users);
const resourceServer = {
  ...{ scope: 'User.Read', audience: RESOURCE, accessTokenTTL: 3_600 },
  ...{ accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } },
};
const client = {
  ...{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, token_endpoint_auth_method: 'client_secret_post' },
  ...{
    grant_types: ['password', 'refresh_token', 'client_credentials'],
    redirect_uris: [],
    response_types: [],
  },
};
const server = createServer(order.credential);
await once(server.listen(0, '127.0.0.1'), 'listening');
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
const provider = new Provider(`https://127.0.0.1:${port}`, {
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
  clients: [client],
  scopes: ['openid', 'profile', 'offline_access', 'User.Read'],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
  // What the others do: claims of scopes lie in the identity token.
  conformIdTokenClaims: false,
  findAccount: (_ctx: unknown, accountId: string) => ({
    accountId,
    claims: () => ({ sub: accountId, name: accountId, preferred_username: accountId }),
  }),
  // As cheap as it goes: the old refresh token stays, and no other is made.
  rotateRefreshToken: false,
  ttl: { Grant: DAY, RefreshToken: DAY, IdToken: 3_600, ClientCredentials: 3_600 },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => resourceServer,
    },
  },
});
provider.registerGrantType('password', passwordGrant(provider, resourceServer, isRight), [
  'username',
  'password',
  'scope',
]);
server.on('request', provider.callback());

const secret = { client_id: CLIENT_ID, client_secret: CLIENT_SECRET };
const scope = 'openid profile offline_access User.Read';
const own = { ...secret, grant_type: 'client_credentials', scope: 'User.Read', resource: RESOURCE };
serve({
  version: versionOf('oidc-provider'),
  port,
  keys: ['/jwks'],
  password: forms(names, '/token', { ...secret, grant_type: 'password', password: PASSWORD, scope }),
  clientCredentials: [{ path: '/token', body: new URLSearchParams(own).toString() }],
  refresh: forms(names, '/token', { ...secret, grant_type: 'refresh_token' }),
});

function versionOf(name: string): string {
  const main = createRequire(import.meta.url).resolve(name);
  const manifest = readFileSync(join(dirname(main), '..', 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
