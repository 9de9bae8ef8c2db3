import type { FastifyInstance } from 'fastify';
import type { AgentOffice } from '../agent-office.ts';
import { readBody } from '../contract/body.ts';
import { callOf } from '../contract/call.ts';
import { clientAgent } from '../contract/client-agent.ts';
import { ContractError } from '../contract/errors.ts';
import { bootstrapDocument, bootstrapRequest } from './bootstrap-document.ts';

/** `POST https://{tenantId}.pta.bootstrap.his.msappproxy.net/v1/bootstrap` (mTLS), contract section 2. */
export function serveBootstrap(app: FastifyInstance, office: AgentOffice): void {
  const { registry, credentials, context } = office;
  app.post('/v1/bootstrap', { constraints: { host: office.names.bootstrap } }, (request, reply) => {
    const agent = clientAgent(request, registry);
    const report = readBody(bootstrapRequest, request.body);
    if (report.agentId.toLowerCase() !== agent.agentId) {
      throw new ContractError('unknownAgent', 'agentId is not the one in the client certificate');
    }
    const { externalIp, correlationId } = callOf(request, context.links);
    registry.saw(agent.agentId, {
      machineName: report.machineName,
      version: report.agentVersion,
      externalIp,
    });
    const { agentId, initial, consecutiveFailures, machineName } = { ...report, agentId: agent.agentId };
    const data = { agentId, machineName, initial, consecutiveFailures };
    context.history.append({ component: 'cloud', kind: 'agent.bootstrapped', correlationId, data });
    return reply.send(bootstrapDocument(office, agent, credentials.issue(agent.agentId)));
  });
}
