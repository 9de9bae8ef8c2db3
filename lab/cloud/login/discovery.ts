import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { LoginContext } from './context.ts';
import { errorEnvelope } from './envelope.ts';
import { LOGIN_HOST, issuerOf } from './names.ts';
import { isShared } from '../core/tenants.ts';
import { correlationOf } from '../web/correlation.ts';

const tenantParams = z.object({ tenant: z.string() });
const TENANT_NOT_FOUND = 90002;

/** OpenID Connect discovery, the keys, and the instance discovery that MSAL asks for. */
export function discoveryRoutes(app: FastifyInstance, context: LoginContext): void {
  app.get('/common/discovery/instance', () => instanceDiscovery());
  app.get('/:tenant/discovery/v2.0/keys', async () => ({ keys: [(await context.mint.key()).jwk] }));
  app.get('/:tenant/v2.0/.well-known/openid-configuration', (request, reply) => {
    const { tenant } = tenantParams.parse(request.params);
    if (isShared(tenant)) return openidConfiguration(tenant.toLowerCase(), '{tenantid}');
    const desk = context.tenants.byAuthority(tenant);
    if (desk !== undefined) return openidConfiguration(desk.tenant.id, desk.tenant.id);
    const correlationId = correlationOf(request, reply, context.chance);
    const now = context.tenants.service.clock.now();
    return reply
      .code(400)
      .send(errorEnvelope(TENANT_NOT_FOUND, { correlationId, traceId: context.chance.uuid(), now }));
  });
}

/**
 * Endpoints keep the authority that was asked. The issuer is the tenant's own: the real service answers a shared
 * authority with the placeholder `{tenantid}`, as here.
 */
function openidConfiguration(authority: string, tenantId: string) {
  const base = `https://${LOGIN_HOST}/${authority}`;
  return {
    issuer: issuerOf(tenantId),
    token_endpoint: `${base}/oauth2/v2.0/token`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
    ],
  };
}

function instanceDiscovery() {
  return {
    tenant_discovery_endpoint: `https://${LOGIN_HOST}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [
      {
        preferred_network: LOGIN_HOST,
        preferred_cache: 'login.windows.net',
        aliases: [LOGIN_HOST, 'login.windows.net'],
      },
    ],
  };
}
