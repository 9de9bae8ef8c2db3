import type { FastifyRequest } from 'fastify';
import type { Chance } from '../../chance/chance.ts';
import type { Clock } from '../../clock/clock.ts';
import type { HistorySink } from '../../history/history.ts';
import type { AgentRecord } from '../agents/core/registration.ts';
import type { SignInDesk } from '../core/desk.ts';
import type { Directory } from '../core/directory.ts';
import type { Environment } from '../lockout/index.ts';
import { holdsOneOf, type RoleName } from '../core/roles.ts';
import type { SyncedPopulation } from '../core/synced/population.ts';
import type { AdminIdentity, AdminTokenVerifier } from '../tenant-seam.ts';
import { AccessDenied, bearerOf } from './bearer.ts';

/** A tenant as its administrators work on it. */
export interface TenantOffice extends SignInDesk {
  readonly environment: Environment;
  readonly directory: Directory;
  /** Users whom a Connect server may export as one. */
  readonly population?: SyncedPopulation | undefined;
  agents(): readonly AgentRecord[];
}

/** What the administrators' surfaces work with. */
export interface AdminOffice {
  readonly admins: AdminTokenVerifier;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly history: HistorySink;
  office(tenantId: string): TenantOffice | undefined;
}

/** An administrator at work in the tenant of the token. */
export interface AdminCall {
  readonly chance: Chance;
  readonly admin: AdminIdentity;
  readonly office: TenantOffice;
}

const calls = new WeakMap<FastifyRequest, AdminCall>();

/**
 * Lets a request in whose bearer holds one of the roles in the token's tenant. Where permissions are named, the application
 * needs one of them too, and one that acts for itself needs nothing else. Throws AccessDenied.
 */
export async function admit(
  request: FastifyRequest,
  { admins, chance, office: officeOf }: AdminOffice,
  roles: readonly RoleName[],
  permissions?: readonly string[],
): Promise<AdminCall> {
  const token = bearerOf(request);
  const admin = token === undefined ? undefined : await admins.verify(token);
  const office = admin === undefined ? undefined : officeOf(admin.tenantId);
  if (admin === undefined || office === undefined) throw new AccessDenied(401);
  if (!isLetIn(admin, roles, permissions)) throw new AccessDenied(403);
  const call = { admin, office, chance };
  calls.set(request, call);
  return call;
}

/** Acts as the user in whatever the directory lets the user do. */
const AS_USER = 'Directory.AccessAsUser.All';

function isLetIn(admin: AdminIdentity, roles: readonly RoleName[], named?: readonly string[]): boolean {
  const holds = (granted: readonly string[]): boolean =>
    named === undefined || granted.includes(AS_USER) || granted.some((one) => named.includes(one));
  if (admin.permissions !== undefined) return named !== undefined && holds(admin.permissions);
  return holdsOneOf(admin.roles, roles) && holds(admin.scopes ?? []);
}

/** Who sent a request that was let in. Throws AccessDenied when it was not. */
export function callOf(request: FastifyRequest): AdminCall {
  const call = calls.get(request);
  if (call === undefined) throw new AccessDenied(401);
  return call;
}
