import type { FastifyInstance } from 'fastify';
import { correlationOf } from '../../web/correlation.ts';
import type { LoginContext } from '../context.ts';
import { errorEnvelope } from '../envelope.ts';
import { CLOUD_INSTANCES } from '../names.ts';
import { originOf } from '../web/origin.ts';
import { forEveryPage } from './public.ts';

const UNKNOWN_INSTANCE = 50049;
const MALFORMED = 50050;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What MSAL asks of the service before it trusts an authority: the clouds there are, and their aliases. */
export function instanceRoutes(app: FastifyInstance, context: LoginContext): void {
  app.get('/:tenant/discovery/instance', (request, reply) => {
    forEveryPage(reply);
    const asked = endpointIn(request.query);
    const url = asked === undefined ? null : URL.parse(asked);
    const code =
      url?.protocol !== 'https:' ? MALFORMED : isKnown(url.hostname) ? undefined : UNKNOWN_INSTANCE;
    if (code === undefined && url !== null) return document(url, originOf(request, context.names));
    const correlationId = correlationOf(request, reply, context.chance);
    const facts = { correlationId, traceId: context.chance.uuid(), now: context.mint.clock.now() };
    const error = code === UNKNOWN_INSTANCE ? 'invalid_instance' : 'invalid_request';
    return reply.code(400).send(errorEnvelope(code ?? MALFORMED, { ...facts, error }));
  });
}

/** Without an endpoint the answer is the lab's own cloud. */
function endpointIn(query: unknown): string | undefined {
  if (typeof query !== 'object' || query === null || !('authorization_endpoint' in query))
    return 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize';
  const { authorization_endpoint: endpoint } = query;
  return typeof endpoint === 'string' && endpoint.length <= 2_048 ? endpoint : undefined;
}

function isKnown(hostname: string): boolean {
  return LOOPBACK.has(hostname) || CLOUD_INSTANCES.some(({ aliases }) => aliases.includes(hostname));
}

function document(asked: URL, origin: string) {
  const tenant = /^\/([\w.-]{1,253})\//.exec(asked.pathname)?.[1] ?? 'common';
  const { host } = new URL(origin);
  const listed = CLOUD_INSTANCES.some(({ aliases }) => aliases.includes(host));
  const own = listed ? [] : [{ preferred_network: host, preferred_cache: host, aliases: [host] }];
  return {
    tenant_discovery_endpoint: `${origin}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [...CLOUD_INSTANCES, ...own],
  };
}
