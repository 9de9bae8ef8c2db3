import type { FastifyInstance, FastifyReply } from 'fastify';
import type { CloudNames } from '../login/names.ts';
import type { BuiltFiles } from './built-files.ts';
import { securityHeaders } from './content-policy.ts';
import { ADMIN_CENTER_APP } from './names.ts';

/** Paths at which the app itself is: where it begins, and where sign-in and sign-out come back to. */
const APP_PATHS = new Set(['/', '/signin']);
const NOT_BUILT =
  'The admin center is not built. In a checkout, `npm run build` builds it; `npm start` does so by itself.';

/** The built app, what it has to know of its cloud, and nothing that needs to be protected: every answer of Graph is. */
export function adminCenterRoutes(
  app: FastifyInstance,
  names: CloudNames,
  read: () => BuiltFiles | undefined,
): void {
  let known: BuiltFiles | undefined;
  const headers = securityHeaders(names);
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
  app.get('/config.json', (_request, reply) =>
    reply.header('cache-control', 'no-store').send({
      clientId: ADMIN_CENTER_APP,
      authority: `https://${names.loginHost}/organizations`,
      graph: names.graph,
    }),
  );
  app.get('*', (request, reply) => {
    known ??= read();
    if (known === undefined) return say(reply, 503, NOT_BUILT);
    const [path = '/'] = request.url.split(/[?#]/, 1);
    return sendFile(known, APP_PATHS.has(path) ? '/index.html' : path, reply);
  });
  app.setNotFoundHandler((_request, reply) => say(reply, 404, 'There is nothing here.'));
  app.setErrorHandler((_error, _request, reply) => say(reply, 400, 'The request cannot be understood.'));
}

function sendFile(files: BuiltFiles, path: string, reply: FastifyReply): FastifyReply {
  const file = files.get(path);
  if (file === undefined) return say(reply, 404, 'There is nothing here.');
  const caching = file.hashed ? 'public, max-age=31536000, immutable' : 'no-store';
  return reply.type(file.type).header('cache-control', caching).send(file.body);
}

function say(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(text);
}
