import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CloudNames } from '../names.ts';
import { Recurring } from '../recurring.ts';

/** A host name and perhaps a port, as a `Host` header has it. */
const HOST = /^(\[::1\]|[a-z0-9.-]{1,253})(:\d{1,5})?$/i;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

interface CalledHost {
  /** In lower case; undefined when the header names no host. */
  readonly name: string | undefined;
  /** `:8443`, or nothing. */
  readonly port: string;
}

/** Clients call by few names, again and again. */
const calledHosts = new Recurring(200, (header): CalledHost => {
  const [, name, port = ''] = HOST.exec(header) ?? [];
  return { name: name?.toLowerCase(), port };
});

function calledHost({ headers }: FastifyRequest): CalledHost {
  return calledHosts.of(headers.host ?? '');
}

/**
 * Refuses requests under a name that is not the service's: a page whose name was rebound to our address must not
 * reach us (DNS rebinding). Loopback names are let in, as a lab may be reached by them.
 */
export function refuseForeignHosts(app: FastifyInstance, names: CloudNames): void {
  const known = new Set([names.loginHost, ...names.aliases, ...names.deviceHosts, ...LOOPBACK]);
  app.addHook('onRequest', (request, reply, done) => {
    const { name } = calledHost(request);
    if (name !== undefined && known.has(name)) return done();
    void reply.code(400).type('text/plain; charset=utf-8').send('Bad Request - Invalid Hostname');
  });
}

/**
 * `https://host[:port]` under which a client reached the login host: issuer and endpoints of discovery must bear it.
 * An alias leads to the canonical name, as in the real service; another port stays.
 */
export function originOf(request: FastifyRequest, { loginHost }: CloudNames): string {
  const { name, port } = calledHost(request);
  const host = name !== undefined && LOOPBACK.has(name) ? name : loginHost;
  return `https://${host}${port === ':443' ? '' : port}`;
}
