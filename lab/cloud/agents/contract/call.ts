import type { FastifyRequest } from 'fastify';
import type { Links } from '../../../links/links.ts';
import { externalAddress } from './external-address.ts';

/** What the transport tells of a request: who called, and under which correlation id. */
export interface Call {
  readonly externalIp: string;
  readonly correlationId: string | undefined;
}

export function callOf(request: FastifyRequest, links: Pick<Links, 'callerOf'>): Call {
  const header = request.headers['client-request-id'];
  return {
    externalIp: externalAddress(links.callerOf(request.raw.socket)?.from),
    correlationId: typeof header === 'string' && header.length <= 64 ? header : undefined,
  };
}
