import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerUnroutable } from '../../web/before-routes.ts';
import { correlationOf } from '../../web/correlation.ts';
import type { LoginContext } from '../context.ts';
import { errorEnvelope } from '../envelope.ts';

const MALFORMED = 9002313;
const TOO_LARGE = 413;
const REALM = /^\/[^/?]*\/userrealm(\/|\?|$)/i;

/** Always the envelope, and never an inner error's own words: those might quote the form. */
export function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { chance, mint }: LoginContext,
): FastifyReply {
  const given = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (given < 400 || given >= 500) {
    const error_description = 'The lab failed to answer; this is a defect of the lab.';
    return reply.code(500).send({ error: 'server_error', error_description, error_codes: [] });
  }
  return envelope(given === TOO_LARGE ? TOO_LARGE : 400, request, reply, { chance, mint });
}

/** A realm is always answered in JSON: clients read it before they look at the status. */
export function answerNotFound(
  request: FastifyRequest,
  reply: FastifyReply,
  context: LoginContext,
): FastifyReply {
  if (isRealm(request)) return envelope(404, request, reply, context);
  return reply.code(404).type('text/plain; charset=utf-8').send('Not found');
}

export function answerUnreadablePath(
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
  context: LoginContext,
): void {
  if (isRealm(request)) void envelope(400, request, reply, context);
  else answerUnroutable(error, request, reply);
}

function isRealm({ url }: FastifyRequest): boolean {
  return REALM.test(url);
}

function envelope(
  status: number,
  request: FastifyRequest,
  reply: FastifyReply,
  { chance, mint }: Pick<LoginContext, 'chance' | 'mint'>,
): FastifyReply {
  const correlationId = correlationOf(request, reply, chance);
  const facts = { correlationId, traceId: chance.uuid(), now: mint.clock.now() };
  const text = 'The request is malformed or too large.';
  return reply.code(status).send(errorEnvelope(MALFORMED, { ...facts, text }));
}
