import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { correlationOf } from '../../web/correlation.ts';
import type { LoginContext } from '../context.ts';
import { ProtocolRefused } from '../refusal.ts';
import { readAsk, type Ask, type AuthorityRequest } from './ask.ts';
import { identifyClient } from './client-authentication.ts';
import { allowOrigin, preflight } from './cross-origin.ts';
import { GRANTS } from './grants/index.ts';
import { mintTokens } from './mint.ts';
import { OTHER_VERBS, refuse, refuseVerb } from './refuse.ts';

const UNSUPPORTED_GRANT = 70003;
const NO_RESOURCE_HERE = 901002;
const PATHS = { v2: '/:tenant/oauth2/v2.0/token', v1: '/:tenant/oauth2/token' };

/** `POST /{tenant}/oauth2/v2.0/token` and version 1's (RFC 6749 section 3.2): read, identify, judge, mint. */
export function tokenRoutes(app: FastifyInstance, context: LoginContext): void {
  for (const path of [PATHS.v2, PATHS.v1]) {
    const v1 = path === PATHS.v1;
    app.post(path, (request: AuthorityRequest, reply) => answer(request, reply, v1, context));
    app.options(path, (request, reply) => preflight(request, reply, context));
    const handler = (request: FastifyRequest, reply: FastifyReply) => refuseVerb(request, reply, context);
    app.route({ method: OTHER_VERBS, url: path, handler });
  }
}

async function answer(request: AuthorityRequest, reply: FastifyReply, v1: boolean, context: LoginContext) {
  const correlationId = correlationOf(request, reply, context.chance);
  void reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
  allowOrigin(request, reply, context);
  try {
    const ask = readAsk(request, correlationId, v1, context);
    const judge = judgeOf(ask);
    const client = await identifyClient(ask, context);
    const granted = await judge(client, context);
    return await reply.send(await mintTokens(granted, context.mint));
  } catch (error) {
    return refuse(error, { reply, correlationId, v1, context });
  }
}

function judgeOf({ grant, v1, params }: Ask) {
  if (!v1 && params.get('resource') !== undefined) throw new ProtocolRefused(NO_RESOURCE_HERE);
  const judge = GRANTS.get(grant);
  if (judge === undefined) throw new ProtocolRefused(UNSUPPORTED_GRANT);
  return judge;
}
