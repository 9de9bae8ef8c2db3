import type { FastifyRequest } from 'fastify';
import { holdsOneOf, type RoleName } from '../core/roles.ts';
import type { AdminIdentity, AdminTokenVerifier } from '../tenant-seam.ts';
import { header } from './correlation.ts';

/** A request without a valid token (401), or of somebody without a role that may do this (403). */
export class AccessDenied extends Error {
  readonly code: 'InvalidAuthenticationToken' | 'Authorization_RequestDenied';
  readonly statusCode: 401 | 403;
  constructor(statusCode: 401 | 403) {
    super(
      statusCode === 401
        ? 'The access token is missing, malformed, expired or not of this tenant.'
        : 'Insufficient privileges to complete the operation.',
    );
    this.name = 'AccessDenied';
    this.code = statusCode === 401 ? 'InvalidAuthenticationToken' : 'Authorization_RequestDenied';
    this.statusCode = statusCode;
  }
}

/** The administrator behind a request, who must hold one of the roles. Throws AccessDenied. */
export async function administrator(
  request: FastifyRequest,
  admins: AdminTokenVerifier,
  roles: readonly RoleName[],
): Promise<AdminIdentity> {
  const [, token] = /^Bearer ([\w.~+/=-]+)$/i.exec(header(request, 'authorization') ?? '') ?? [];
  const admin = token === undefined ? undefined : await admins.verify(token);
  if (admin === undefined) throw new AccessDenied(401);
  if (!holdsOneOf(admin.roles, roles)) throw new AccessDenied(403);
  return admin;
}
