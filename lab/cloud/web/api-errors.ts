import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Chance } from '../../chance/chance.ts';
import type { Clock } from '../../clock/clock.ts';
import { TenantStateError, UnknownNameError } from '../core/errors.ts';
import { AccessDenied } from './bearer.ts';
import { correlationOf } from './correlation.ts';
import { unreadableBody } from './unreadable-body.ts';

/** The request cannot be understood (400). */
export class BadRequest extends Error {
  readonly code = 'BadRequest';
  readonly statusCode = 400;
  constructor(message: string) {
    super(message);
    this.name = 'BadRequest';
  }
}

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Errors in Graph's shape: `{error: {code, message, innerError: {date, request-id, client-request-id}}}`. */
export function answerErrors(app: FastifyInstance, clock: Clock, chance: Chance): void {
  app.setErrorHandler((error, request, reply) => {
    return send(problemOf(error), request, reply);
  });
  app.setNotFoundHandler((request, reply) => send(notFound(request), request, reply));

  function send(
    { status, code, message }: Problem,
    request: FastifyRequest,
    reply: FastifyReply,
  ): FastifyReply {
    const date = new Date(clock.now()).toISOString().slice(0, 19);
    const ids = { 'request-id': chance.uuid(), 'client-request-id': correlationOf(request, reply, chance) };
    return reply.code(status).send({ error: { code, message, innerError: { date, ...ids } } });
  }
}

/** In the words of the real service for a part of a path that it does not know. */
function notFound({ url }: FastifyRequest): Problem {
  const [path = ''] = url.split('?', 1);
  const segment = path.split('/').at(-1) ?? '';
  const message = `Resource not found for the segment '${segment.slice(0, 200)}'.`;
  return { status: 400, code: 'BadRequest', message };
}

function problemOf(error: unknown): Problem {
  if (error instanceof AccessDenied || error instanceof BadRequest) {
    return { status: error.statusCode, code: error.code, message: error.message };
  }
  if (error instanceof UnknownNameError) {
    return { status: 404, code: 'Request_ResourceNotFound', message: error.message };
  }
  if (error instanceof TenantStateError) return { status: 409, code: 'Conflict', message: error.message };
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') {
    return unreadableBody(error) ?? { status: error.statusCode, code: 'BadRequest', message: error.message };
  }
  return {
    status: 500,
    code: 'InternalServerError',
    message: 'the lab failed to answer; this is a defect of the lab',
  };
}
