import type { FastifyInstance } from 'fastify';
import type { AgentOffice } from '../agent-office.ts';
import { ContractError } from '../contract/errors.ts';
import { callOf } from '../contract/call.ts';
import { registerAgent } from './register-agent.ts';

/** `POST https://{tenantId}.registration.msappproxy.net/v1/agents`, contract section 1. */
export function serveRegistration(app: FastifyInstance, office: AgentOffice): void {
  const { clock, history } = office.context;
  app.post('/v1/agents', { constraints: { host: office.names.registration } }, async (request, reply) => {
    const { authorization } = request.headers;
    const { correlationId, externalIp } = callOf(request, office.context.links);
    const work = registerAgent(office, { authorization, body: request.body, externalIp, correlationId });
    const registered = await clock.busy('registration of an agent', work).catch((error: unknown) => {
      const reason = error instanceof ContractError ? error.code : 'internal';
      history.append({ component: 'cloud', kind: 'registration.refused', correlationId, data: { reason } });
      throw error;
    });
    return reply.code(201).send(registered);
  });
}
