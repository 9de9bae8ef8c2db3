import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isShared } from '../../core/tenants.ts';
import { correlationOf } from '../../web/correlation.ts';
import type { LoginContext } from '../context.ts';
import { errorEnvelope } from '../envelope.ts';
import { issuerOf, issuerV1Of } from '../names.ts';
import { originOf } from '../web/origin.ts';
import { forEveryPage } from './public.ts';

const tenantParams = z.object({ tenant: z.string() });
const TENANT_NOT_FOUND = 90002;

interface Authority {
  /** As the endpoints bear it. */
  readonly name: string;
  readonly tenantId: string;
  readonly origin: string;
}

/** OpenID Connect discovery of both versions, and the keys. */
export function discoveryRoutes(app: FastifyInstance, context: LoginContext): void {
  const keys = async (_request: FastifyRequest, reply: FastifyReply) => {
    forEveryPage(reply);
    const published = await context.mint.keys.published();
    return { keys: published.map(({ jwk }) => jwk) };
  };
  app.get('/:tenant/discovery/v2.0/keys', keys);
  app.get('/:tenant/discovery/keys', keys);
  const v2 = documents(context, configuration);
  app.get('/:tenant/v2.0/.well-known/openid-configuration', v2);
  app.get('/:tenant/.well-known/openid-configuration', documents(context, configurationV1));
}

function documents(context: LoginContext, make: (authority: Authority, context: LoginContext) => object) {
  return (request: FastifyRequest, reply: FastifyReply) => {
    forEveryPage(reply);
    const authority = authorityOf(request, context);
    return authority === undefined ? unknownTenant(request, reply, context) : make(authority, context);
  };
}

/**
 * Endpoints keep the authority that was asked. The issuer is the tenant's own: the real service answers a shared
 * authority with the placeholder `{tenantid}`, as here.
 */
function authorityOf(request: FastifyRequest, context: LoginContext): Authority | undefined {
  const { tenant } = tenantParams.parse(request.params);
  const origin = originOf(request, context.names);
  if (isShared(tenant)) return { name: tenant.toLowerCase(), tenantId: '{tenantid}', origin };
  const id = context.tenants.byAuthority(tenant)?.tenant.id;
  return id === undefined ? undefined : { name: id, tenantId: id, origin };
}

function unknownTenant(request: FastifyRequest, reply: FastifyReply, { chance, mint }: LoginContext) {
  const { tenant } = tenantParams.parse(request.params);
  const correlationId = correlationOf(request, reply, chance);
  const text = `Tenant '${tenant.slice(0, 100)}' not found. Check that the tenant id or domain is right and in this cloud.`;
  const facts = { correlationId, traceId: chance.uuid(), now: mint.clock.now(), text };
  return reply.code(400).send(errorEnvelope(TENANT_NOT_FOUND, { ...facts, error: 'invalid_tenant' }));
}

function configuration({ name, tenantId, origin }: Authority, { names }: LoginContext) {
  const base = `${origin}/${name}`;
  return {
    ...common(names),
    issuer: issuerOf(origin, tenantId),
    token_endpoint: `${base}/oauth2/v2.0/token`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    userinfo_endpoint: `${names.graph}/oidc/userinfo`,
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    request_uri_parameter_supported: false,
    code_challenge_methods_supported: ['S256', 'plain'],
    tenant_region_scope: null,
    rbac_url: 'https://pas.windows.net',
  };
}

function configurationV1({ name, tenantId, origin }: Authority, { names }: LoginContext) {
  const base = `${origin}/${name}`;
  return {
    ...common(names),
    issuer: issuerV1Of(tenantId),
    token_endpoint: `${base}/oauth2/token`,
    authorization_endpoint: `${base}/oauth2/authorize`,
    device_authorization_endpoint: `${base}/oauth2/devicecode`,
    end_session_endpoint: `${base}/oauth2/logout`,
    jwks_uri: `${base}/discovery/keys`,
    scopes_supported: ['openid'],
  };
}

function common({ instanceName, graph }: LoginContext['names']) {
  return {
    response_types_supported: ['code', 'id_token', 'code id_token'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    http_logout_supported: true,
    claims_supported: (
      'sub iss cloud_instance_name cloud_instance_host_name cloud_graph_host_name msgraph_host aud exp iat auth_time ' +
      'acr nonce preferred_username name tid ver at_hash c_hash email'
    ).split(' '),
    cloud_instance_name: instanceName,
    msgraph_host: graph.replace('https://', ''),
  };
}
