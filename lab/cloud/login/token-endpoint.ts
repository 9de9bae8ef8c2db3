import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { SignInResult } from '../core/record.ts';
import { correlationOf } from '../web/correlation.ts';
import { formOf } from '../web/form.ts';
import type { LoginContext } from './context.ts';
import { errorEnvelope } from './envelope.ts';
import { grants, type Ask } from './grants.ts';
import { MissingParameterError, required } from './parameters.ts';
import { mintTokens } from './tokens.ts';

const tenantParams = z.object({ tenant: z.string() });
const MISSING_PARAMETER = 900144;
const UNSUPPORTED_GRANT = 70003;

/** `POST /{tenant}/oauth2/v2.0/token` (RFC 6749, section 3.2): `grant_type` alone decides who judges. */
export function tokenRoutes(app: FastifyInstance, context: LoginContext): void {
  app.post('/:tenant/oauth2/v2.0/token', async (request, reply) => {
    const correlationId = correlationOf(request, reply, context.chance);
    const { tenant: authority } = tenantParams.parse(request.params);
    const form = formOf(request);
    void reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
    try {
      const grant = required(form, 'grant_type');
      const judge = grants.get(grant);
      if (judge === undefined) return refuse(reply, UNSUPPORTED_GRANT, correlationId, context);
      const clientId = required(form, 'client_id');
      const result = await judge({ form, clientId, grant, authority, correlationId }, context);
      return await answer(result, { form, clientId, grant, authority, correlationId }, reply, context);
    } catch (error) {
      if (!(error instanceof MissingParameterError)) throw error;
      return refuse(reply, MISSING_PARAMETER, correlationId, context, error.message);
    }
  });
}

async function answer(result: SignInResult, ask: Ask, reply: FastifyReply, context: LoginContext) {
  if (result.user === undefined) return refuse(reply, result.code, ask.correlationId, context);
  const nonce = ask.form.get('nonce');
  const request = {
    clientId: ask.clientId,
    scope: ask.form.get('scope') ?? 'openid',
    clientInfo: ask.form.get('client_info') === '1',
    ...(nonce !== null && { nonce }),
  };
  return reply.send(await mintTokens(result, request, context.mint));
}

function refuse(
  reply: FastifyReply,
  code: number,
  correlationId: string,
  context: LoginContext,
  text?: string,
) {
  const traceId = context.chance.uuid();
  const now = context.tenants.service.clock.now();
  void reply.header('x-ms-request-id', traceId);
  return reply
    .code(400)
    .send(errorEnvelope(code, { correlationId, traceId, now, ...(text !== undefined && { text }) }));
}
