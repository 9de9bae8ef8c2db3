import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSpaOrigin } from '../../apps/redirect-uris.ts';
import { header } from '../../web/correlation.ts';
import type { LoginContext } from '../context.ts';

/** A page's preflight: only pages where a single-page application lives may read the answers (CORS). */
export function preflight(request: FastifyRequest, reply: FastifyReply, context: LoginContext): FastifyReply {
  if (allowOrigin(request, reply, context)) {
    void reply
      .header('access-control-allow-methods', 'POST, OPTIONS')
      .header('access-control-allow-headers', requestedHeaders(request))
      .header('access-control-max-age', '86400');
  }
  return reply.code(204).send();
}

export function allowOrigin(request: FastifyRequest, reply: FastifyReply, { apps }: LoginContext): boolean {
  const origin = header(request, 'origin');
  if (origin === undefined) return false;
  void reply.header('vary', 'Origin');
  let known = false;
  for (const app of apps.all()) known ||= isSpaOrigin(app, origin);
  if (known) {
    void reply
      .header('access-control-allow-origin', origin)
      .header('access-control-expose-headers', 'client-request-id, x-ms-request-id');
  }
  return known;
}

/** What the page wants to send, if it is made of header names. */
function requestedHeaders(request: FastifyRequest): string {
  const asked = header(request, 'access-control-request-headers') ?? '';
  return /^[\w-]+(, ?[\w-]+){0,30}$/.test(asked) ? asked : 'content-type';
}
