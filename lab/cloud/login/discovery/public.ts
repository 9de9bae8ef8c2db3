import type { FastifyReply } from 'fastify';

/** Documents that pages of every origin may read. */
export function forEveryPage(reply: FastifyReply): void {
  void reply
    .header('access-control-allow-origin', '*')
    .header('access-control-allow-methods', 'GET, OPTIONS');
}
