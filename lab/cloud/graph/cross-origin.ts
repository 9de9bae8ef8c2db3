import type { FastifyInstance } from 'fastify';

const METHODS = 'GET, POST, PATCH, PUT, DELETE, OPTIONS';
/** Headers a page may send; the tokens are in `authorization`, and no cookie counts here. */
const HEADERS = 'authorization, content-type, client-request-id, return-client-request-id, consistencylevel';
const EXPOSED = 'client-request-id, request-id, retry-after';

/** Any page may ask and read, as in the real service: whoever calls has to bring a token (CORS). */
export function allowPages(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.headers.origin !== undefined)
      void reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', EXPOSED);
    done();
  });
  app.options('*', (_request, reply) =>
    reply
      .header('access-control-allow-methods', METHODS)
      .header('access-control-allow-headers', HEADERS)
      .header('access-control-max-age', '600')
      .code(204)
      .send(),
  );
}
