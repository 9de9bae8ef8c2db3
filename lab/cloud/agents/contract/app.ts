import type { Server } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { failureFacts } from '../../../history/failure.ts';
import type { HistorySink } from '../../../history/history.ts';
import { NO_SCHEMAS } from '../../web/no-schemas.ts';
import { ContractError } from './errors.ts';
import { BODY_LIMIT, CONTRACT_VERSION } from './version.ts';

/** An HTTP surface of the contract on a server that never listens; every refusal is worded as the contract says. */
export async function contractApp(server: Server, history: HistorySink): Promise<FastifyInstance> {
  const { fastify } = await import('fastify');
  const app = fastify({
    ...NO_SCHEMAS,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: false,
    serverFactory: (handler) => {
      server.on('request', handler);
      return server;
    },
  });
  app.setNotFoundHandler((_request, reply) =>
    refuse(reply, new ContractError('notFound', 'nothing is served here')),
  );
  app.setErrorHandler((error, _request, reply) => {
    const refusal = asContractError(error);
    if (refusal.code === 'internal') recordFailure(history, error);
    return refuse(reply, refusal);
  });
  return app;
}

function refuse(reply: FastifyReply, { status, code, message }: ContractError): FastifyReply {
  return reply.code(status).send({ contractVersion: CONTRACT_VERSION, error: { code, message } });
}

function recordFailure(history: HistorySink, error: unknown): void {
  history.append({ component: 'cloud', kind: 'agentService.failed', ...failureFacts(error) });
}

function asContractError(error: unknown): ContractError {
  if (error instanceof ContractError) return error;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  if (status === 413) return new ContractError('tooLarge', `a body has at most ${BODY_LIMIT} bytes`);
  if (typeof status === 'number' && status < 500) {
    return new ContractError('invalidRequest', 'the body is not readable as the content type it is sent as');
  }
  return new ContractError('internal', 'the agent service failed; the history of the lab says why');
}
