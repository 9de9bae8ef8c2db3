import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CloudNames } from '../names.ts';

/** A host name and perhaps a port, as a `Host` header has it. */
const HOST = /^(\[::1\]|[a-z0-9.-]{1,253})(:\d{1,5})?$/i;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses requests under a name that is not the service's: a page whose name was rebound to our address must not
 * reach us (DNS rebinding). Loopback names are let in, as a lab may be reached by them.
 */
export function refuseForeignHosts(app: FastifyInstance, names: CloudNames): void {
  const known = new Set([names.loginHost, ...names.aliases, ...names.deviceHosts, ...LOOPBACK]);
  app.addHook('onRequest', (request, reply, done) => {
    const name = HOST.exec(request.headers.host ?? '')?.[1]?.toLowerCase();
    if (name !== undefined && known.has(name)) return done();
    void reply.code(400).type('text/plain; charset=utf-8').send('Bad Request - Invalid Hostname');
  });
}

/**
 * `https://host[:port]` under which a client reached the login host: issuer and endpoints of discovery must bear it.
 * An alias leads to the canonical name, as in the real service; another port stays.
 */
export function originOf(request: FastifyRequest, { loginHost }: CloudNames): string {
  const [, name = loginHost, port = ''] = HOST.exec(request.headers.host ?? '') ?? [];
  const host = LOOPBACK.has(name.toLowerCase()) ? name.toLowerCase() : loginHost;
  return `https://${host}${port === ':443' ? '' : port}`;
}
