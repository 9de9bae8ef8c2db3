import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { RoleName } from '../core/roles.ts';
import { importHashes, type SyncedHash } from '../core/synced/import-hashes.ts';
import { takePopulation } from '../core/synced/take-population.ts';
import { admit, type AdminOffice } from '../web/admin-office.ts';
import { correlationOf } from '../web/correlation.ts';
import { readBody } from './read-body.ts';

const serverName = z.string().min(1).max(64);
const hash: z.ZodType<SyncedHash> = z.strictObject({
  sourceAnchor: z.base64().min(1).max(256),
  /** NT hash in hexadecimal digits. The real Connect sends a thousand rounds of PBKDF2 over it, salted. */
  hash: z.string().regex(/^[0-9a-f]{32}$/),
  changedAt: z.number().nonnegative(),
  /** To be changed at the next logon. */
  temporary: z.boolean(),
});
const hashes = z.strictObject({ serverName, hashes: z.array(hash).max(5_000) });
const population = z.strictObject({ serverName, count: z.int().min(1), hashes: z.boolean() });

/** Password hashes, and users by the million: what Connect servers send beside single users. The protocol is the lab's own. */
export function syncRoutes(app: FastifyInstance, admins: AdminOffice, roles: readonly RoleName[]): void {
  app.post('/v1/hashes', async (request, reply) => {
    const { office } = await admit(request, admins, roles);
    const { serverName, hashes: given } = readBody(hashes, request.body);
    const outcome = importHashes(given, office);
    const correlationId = correlationOf(request, reply, admins.chance);
    const data = { serverName, ...outcome };
    admins.history.append({ component: 'cloud', kind: 'hashes.exported', correlationId, data });
    return outcome;
  });
  app.post('/v1/population', async (request, reply) => {
    const { office } = await admit(request, admins, roles);
    const data = readBody(population, request.body);
    takePopulation(data, office);
    const correlationId = correlationOf(request, reply, admins.chance);
    admins.history.append({ component: 'cloud', kind: 'population.exported', correlationId, data });
    return { count: data.count };
  });
}
