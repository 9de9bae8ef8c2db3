import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Recurring } from './recurring.ts';

/** A host name and perhaps a port, as a `Host` header has it. */
const HOST = /^(\[::1\]|[a-z0-9.-]{1,253})(:\d{1,5})?$/i;
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

export interface CalledHost {
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

export function calledHost({ headers }: FastifyRequest): CalledHost {
  return calledHosts.of(headers.host ?? '');
}

export function isLoopback(name: string): boolean {
  return LOOPBACK.includes(name);
}

/**
 * Refuses requests under a name that is not the service's: a page whose name was rebound to our address must not
 * reach us (DNS rebinding). Loopback names are let in, as a lab may be reached by them.
 */
export function refuseForeignHosts(app: FastifyInstance, names: readonly string[]): void {
  const known = new Set([...names, ...LOOPBACK]);
  app.addHook('onRequest', (request, reply, done) => {
    const { name } = calledHost(request);
    if (name !== undefined && known.has(name)) return done();
    void reply.code(400).type('text/plain; charset=utf-8').send('Bad Request - Invalid Hostname');
  });
}
