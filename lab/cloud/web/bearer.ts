import type { FastifyRequest } from 'fastify';
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

/** The token that a request carries as its bearer (RFC 6750 section 2.1). */
export function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer ([\w.~+/=-]+)$/i.exec(header(request, 'authorization') ?? '')?.[1];
}
