import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Credential } from '../../pki/authority.ts';
import { convertDomain } from '../core/convert-domain.ts';
import { admit, callOf, type AdminOffice } from '../web/admin-office.ts';
import { BadRequest, answerErrors } from '../web/api-errors.ts';
import { startWebService, type StartedWebService } from '../web/web-service.ts';
import { agentShape, domainShape, signInShape } from './shapes.ts';

const BODY_LIMIT = 65_536;
const ADMINS = ['globalAdministrator', 'hybridIdentityAdministrator'] as const;

const domainParams = z.object({ domain: z.string() });
const domainPatch = z.object({ authenticationType: z.enum(['Managed', 'Federated']) });
const page = z.object({ $top: z.coerce.number().int().min(1).max(1_000).default(100) }).strict();

/** The part of Microsoft Graph that an administrator of hybrid identity asks. */
export function startGraph(credential: Credential, context: AdminOffice): Promise<StartedWebService> {
  const routes = (app: FastifyInstance): void => {
    answerErrors(app, context.clock, context.chance);
    app.addHook('onRequest', async (request) => {
      await admit(request, context, ADMINS);
    });
    domainRoutes(app);
    signInRoutes(app);
    app.get('/beta/onPremisesPublishingProfiles/authentication/agents', (request) => ({
      value: callOf(request).office.agents().map(agentShape),
    }));
  };
  return startWebService({ name: 'cloud/graph', credential, bodyLimit: BODY_LIMIT, routes });
}

function domainRoutes(app: FastifyInstance): void {
  app.get('/v1.0/domains', (request) => ({
    value: callOf(request).office.tenant.domains.all().map(domainShape),
  }));
  app.get('/v1.0/domains/:domain', (request) =>
    domainShape(callOf(request).office.tenant.domains.get(domainParams.parse(request.params).domain)),
  );
  app.patch('/v1.0/domains/:domain', (request, reply) => {
    const { domain } = domainParams.parse(request.params);
    const patch = domainPatch.safeParse(request.body);
    if (!patch.success) throw new BadRequest('authenticationType must be Managed or Federated');
    convertDomain(
      callOf(request).office,
      domain,
      patch.data.authenticationType === 'Managed' ? 'managed' : 'federated',
    );
    return reply.code(204).send();
  });
}

/** Query options the lab does not play are refused rather than ignored. */
function signInRoutes(app: FastifyInstance): void {
  for (const version of ['v1.0', 'beta']) {
    app.get(`/${version}/auditLogs/signIns`, (request) => {
      const query = page.safeParse(request.query);
      if (!query.success) throw new BadRequest('only $top (1 to 1000) is understood');
      const { log } = callOf(request).office;
      return { value: log.newest(query.data.$top).map((entry) => signInShape(entry, version === 'beta')) };
    });
  }
}
