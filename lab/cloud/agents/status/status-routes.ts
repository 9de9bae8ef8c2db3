import type { FastifyInstance } from 'fastify';
import type { AgentOffice } from '../agent-office.ts';
import { callOf } from '../contract/call.ts';
import { readStatusReport } from './status-report.ts';

/**
 * `POST http://{tenantId}.pta.bootstrap.his.msappproxy.net:8080/v1/status`: the status report of an agent whose way
 * over 443 is blocked. It carries no sign-in.
 */
export function serveStatus(app: FastifyInstance, office: AgentOffice): void {
  const { registry, context, names } = office;
  app.addContentTypeParser('application/jose', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  app.post('/v1/status', { constraints: { host: `${names.bootstrap}:8080` } }, async (request, reply) => {
    const body = typeof request.body === 'string' ? request.body : '';
    const reading = readStatusReport(body, registry, context.clock.now());
    const { agent, machineName, consecutiveFailures } = await context.clock.busy('status report', reading);
    const { externalIp, correlationId } = callOf(request, context.links);
    registry.saw(agent.agentId, { machineName, externalIp, version: agent.version });
    const data = { agentId: agent.agentId, machineName, consecutiveFailures };
    context.history.append({ component: 'cloud', kind: 'agent.statusReported', correlationId, data });
    return reply.code(204).send();
  });
}
