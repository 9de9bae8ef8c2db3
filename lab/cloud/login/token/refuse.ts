import type { FastifyReply, FastifyRequest } from 'fastify';
import { correlationOf } from '../../web/correlation.ts';
import { statusOf } from '../aadsts.ts';
import type { LoginContext } from '../context.ts';
import { errorEnvelope, errorEnvelopeV1 } from '../envelope.ts';
import { ProtocolRefused, type RefusalDetail } from '../refusal.ts';
import { SignInFailed } from '../sign-in-failed.ts';
import { detailOf } from '../sign-in-detail.ts';

interface Exchange {
  readonly reply: FastifyReply;
  readonly correlationId: string;
  readonly v1: boolean;
  readonly context: LoginContext;
}

const WRONG_VERB = 900561;

/** Methods that an endpoint for posts refuses in its own words. */
export const OTHER_VERBS = ['GET', 'PUT', 'PATCH', 'DELETE'];

/** Answers a refusal with the error document; whatever else went wrong is not the client's business. */
export function refuse(error: unknown, exchange: Exchange): FastifyReply {
  if (error instanceof ProtocolRefused) return send(error.aadsts, error.detail, exchange);
  if (error instanceof SignInFailed) return send(error.result.code, detailOf(error.result), exchange);
  throw error;
}

/** A method that the endpoint does not take. */
export function refuseVerb(
  request: FastifyRequest,
  reply: FastifyReply,
  context: LoginContext,
): FastifyReply {
  const correlationId = correlationOf(request, reply, context.chance);
  const text = `The endpoint only accepts POST, OPTIONS requests. Received a ${request.method} request.`;
  return send(WRONG_VERB, { text }, { reply, correlationId, v1: false, context });
}

function send(
  code: number,
  detail: RefusalDetail,
  { reply, correlationId, v1, context }: Exchange,
): FastifyReply {
  const traceId = context.chance.uuid();
  const facts = { correlationId, traceId, now: context.mint.clock.now(), ...detail };
  void reply.header('x-ms-request-id', traceId).header('x-ms-clitelem', `1,${code},0,,`);
  const status = statusOf(code);
  // Whoever has tried HTTP Basic is told that it was tried (RFC 6749 section 5.2).
  if (status === 401 && reply.request.headers.authorization !== undefined)
    void reply.header('www-authenticate', 'Basic realm="token endpoint"');
  return reply.code(status).send(v1 ? errorEnvelopeV1(code, facts) : errorEnvelope(code, facts));
}
