import type { FastifyRequest } from 'fastify';
import { calledHost, isLoopback } from '../../web/called-host.ts';
import type { CloudNames } from '../names.ts';

/**
 * `https://host[:port]` under which a client reached the login host: issuer and endpoints of discovery must bear it.
 * An alias leads to the canonical name, as in the real service; another port stays.
 */
export function originOf(request: FastifyRequest, { loginHost }: CloudNames): string {
  const { name, port } = calledHost(request);
  const host = name !== undefined && isLoopback(name) ? name : loginHost;
  return `https://${host}${port === ':443' ? '' : port}`;
}
