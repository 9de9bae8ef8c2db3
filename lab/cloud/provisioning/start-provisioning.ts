import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Credential } from '../../pki/authority.ts';
import { importUsers } from '../core/import-users.ts';
import { admit, type AdminOffice } from '../web/admin-office.ts';
import { BadRequest, answerErrors } from '../web/api-errors.ts';
import { correlationOf } from '../web/correlation.ts';
import { startWebService, type StartedWebService } from '../web/web-service.ts';

const BODY_LIMIT = 1_048_576;
const WIZARDS = ['globalAdministrator', 'hybridIdentityAdministrator'] as const;
const SYNCHRONIZERS = [...WIZARDS, 'directorySynchronizationAccount'] as const;

const serverName = z.string().min(1).max(64);
const exportedUser = z.object({
  sourceAnchor: z.base64().min(1).max(256),
  userPrincipalName: z
    .string()
    .max(256)
    .regex(/^[^@\s]+@[^@\s]+$/),
  displayName: z.string().max(256),
  accountEnabled: z.boolean(),
});
const exported = z.object({ serverName, users: z.array(exportedUser).max(5_000) }).strict();
const chosen = z
  .object({ serverName, method: z.enum(['passThrough', 'passwordHashSync', 'federation', 'none']) })
  .strict();

/** What Connect servers write: users, and the tenant's sign-in method. The protocol is the lab's own. */
export function startProvisioning(credential: Credential, context: AdminOffice): Promise<StartedWebService> {
  const routes = (app: FastifyInstance): void => {
    answerErrors(app, context.clock, context.chance);
    exportRoute(app, context);
    methodRoutes(app, context);
  };
  return startWebService({ name: 'cloud/provisioning', credential, bodyLimit: BODY_LIMIT, routes });
}

function exportRoute(app: FastifyInstance, admins: AdminOffice): void {
  app.post('/v1/export', async (request, reply) => {
    const { office } = await admit(request, admins, SYNCHRONIZERS);
    const body = read(exported, request.body);
    const imported = importUsers(office.tenant, body.users);
    const data = { serverName: body.serverName, count: imported.accepted, refused: imported.refused.length };
    const correlationId = correlationOf(request, reply, admins.chance);
    admins.history.append({ component: 'cloud', kind: 'users.exported', correlationId, data });
    return imported;
  });
}

function methodRoutes(app: FastifyInstance, admins: AdminOffice): void {
  app.get('/v1/signInMethod', async (request) => {
    return (await admit(request, admins, WIZARDS)).office.tenant.features;
  });
  app.post('/v1/signInMethod', async (request, reply) => {
    const { tenant, agents } = (await admit(request, admins, WIZARDS)).office;
    const data = read(chosen, request.body);
    tenant.setSignInMethod(data.method, agents().filter((agent) => agent.status === 'active').length);
    const correlationId = correlationOf(request, reply, admins.chance);
    admins.history.append({ component: 'cloud', kind: 'signInMethod.changed', correlationId, data });
    return tenant.features;
  });
}

/** Throws BadRequest. */
function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new BadRequest(z.prettifyError(parsed.error).slice(0, 1_000));
  return parsed.data;
}
