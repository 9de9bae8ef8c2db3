import type { FastifyReply, FastifyRequest } from 'fastify';
import { correlationOf } from '../../web/correlation.ts';
import type { LoginContext } from '../context.ts';
import { errorEnvelope } from '../envelope.ts';

const MALFORMED = 9002313;

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
  const correlationId = correlationOf(request, reply, chance);
  const facts = { correlationId, traceId: chance.uuid(), now: mint.clock.now() };
  return reply
    .code(given)
    .send(errorEnvelope(MALFORMED, { ...facts, text: 'The request is malformed or too large.' }));
}

export function answerNotFound(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/plain; charset=utf-8').send('Not found');
}
