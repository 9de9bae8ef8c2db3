import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Credential } from '../../pki/authority.ts';
import { deleteUsers, importUsers } from '../core/import-users.ts';
import { admit, type AdminOffice } from '../web/admin-office.ts';
import { answerErrors } from '../web/api-errors.ts';
import { correlationOf } from '../web/correlation.ts';
import { readBody } from './read-body.ts';
import { syncRoutes } from './sync-routes.ts';
import { startWebService, type StartedWebService } from '../web/web-service.ts';

const BODY_LIMIT = 1_048_576;
const WIZARDS = ['globalAdministrator', 'hybridIdentityAdministrator'] as const;
const SYNCHRONIZERS = [...WIZARDS, 'directorySynchronizationAccount'] as const;

const serverName = z.string().min(1).max(64);
const sourceAnchor = z.base64().min(1).max(256);
const address = z.string().min(3).max(320);
const exportedUser = z.object({
  sourceAnchor,
  userPrincipalName: z
    .string()
    .max(256)
    .regex(/^[^@\s]+@[^@\s]+$/),
  displayName: z.string().max(256),
  accountEnabled: z.boolean(),
  mail: address.optional(),
  /** Of `proxyAddresses`, without `smtp:`. */
  addresses: z.array(address).max(100).optional(),
  /** When the password was set on premises (lab milliseconds). */
  passwordChangedAt: z.number().nonnegative().optional(),
});
const exported = z
  .object({
    serverName,
    users: z.array(exportedUser).max(5_000),
    /** Source anchors of users who are gone, or no longer in scope. */
    deleted: z.array(sourceAnchor).max(5_000).default([]),
  })
  .strict();
const chosen = z
  .object({ serverName, method: z.enum(['passThrough', 'passwordHashSync', 'federation', 'none']) })
  .strict();

/** What Connect servers write: users, and the tenant's sign-in method. The protocol is the lab's own. */
export function startProvisioning(credential: Credential, context: AdminOffice): Promise<StartedWebService> {
  const routes = (app: FastifyInstance): void => {
    answerErrors(app, context.clock, context.chance);
    exportRoute(app, context);
    syncRoutes(app, context, SYNCHRONIZERS);
    methodRoutes(app, context);
  };
  return startWebService({ name: 'cloud/provisioning', credential, bodyLimit: BODY_LIMIT, routes });
}

function exportRoute(app: FastifyInstance, admins: AdminOffice): void {
  app.post('/v1/export', async (request, reply) => {
    const { office } = await admit(request, admins, SYNCHRONIZERS);
    const body = readBody(exported, request.body);
    const now = admins.clock.now();
    const imported = importUsers(office.tenant, body.users, now);
    const deleted = deleteUsers(office.tenant, body.deleted, now);
    const { serverName } = body;
    const counts = { count: imported.accepted, refused: imported.refused.length };
    const data = { serverName, ...counts, ...(deleted > 0 && { deleted }) };
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
    const data = readBody(chosen, request.body);
    tenant.setSignInMethod(data.method, agents().filter((agent) => agent.status === 'active').length);
    const correlationId = correlationOf(request, reply, admins.chance);
    admins.history.append({ component: 'cloud', kind: 'signInMethod.changed', correlationId, data });
    return tenant.features;
  });
}
