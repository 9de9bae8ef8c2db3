import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps, type ServerOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { Service } from '../links/service.ts';
import type { Credential } from '../pki/authority.ts';
import { NEVER_MS } from './never.ts';

/** What a service asks of its callers' certificates. */
export type ClientCertificates = Pick<ServerOptions, 'ca' | 'requestCert' | 'rejectUnauthorized'>;

/** Largest header section of any request, in bytes. */
const HEADER_LIMIT = 16_384;

/** Node's own HTTP timeouts run on the wall: all of them off. */
const UNTIMED = { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 };

/**
 * An HTTP server, with TLS when it has a credential, on which no timer of the wall ends anything: neither a request
 * nor an idle connection nor a TLS handshake.
 */
export function quietServer(credential?: Credential, clients: ClientCertificates = {}): Server {
  const common = { ...UNTIMED, maxHeaderSize: HEADER_LIMIT };
  if (credential === undefined) return createHttp(common);
  const tls = { ...credential, ...clients, ALPNProtocols: ['http/1.1'], handshakeTimeout: NEVER_MS };
  return createHttps({ ...common, ...tls });
}

/** A server that never listens: its connections come from links. */
export interface ServiceHost {
  service(name: string): Service;
  /** Drops every connection. */
  drop(): void;
}

/** Gives a server the connections that links hand to its services. */
export function serviceHost(server: Pick<Server, 'emit'>): ServiceHost {
  const sockets = new Set<Socket>();
  return {
    service: (name) => ({
      name,
      accept: (socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
        server.emit('connection', socket);
      },
    }),
    drop: () => {
      // Not reset: libuv refuses to reset a socket on which TLS is shutting down, and then leaks its handle.
      for (const socket of sockets) socket.destroy();
    },
  };
}
