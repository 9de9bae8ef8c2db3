import fastify, { type FastifyInstance } from 'fastify';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Service } from '../../links/service.ts';
import type { Credential } from '../../pki/authority.ts';

export interface WebServiceOptions {
  /** `cloud/login` */
  readonly name: string;
  /** Without one the service speaks plain http. */
  readonly credential?: Credential;
  /** Bytes of a request body. */
  readonly bodyLimit: number;
  readonly routes: (app: FastifyInstance) => void;
}

export interface StartedWebService {
  readonly service: Service;
  stop(): Promise<void>;
}

const HEADER_LIMIT = 16_384;
const PARAMETER_LIMIT = 512;

/** An HTTP application on connections that links hand to it: it never listens, and no real timer closes anything. */
export async function startWebService(options: WebServiceOptions): Promise<StartedWebService> {
  const sockets = new Set<Socket>();
  const app = fastify({
    serverFactory: (handler) => quietServer(options, (request, response) => handler(request, response)),
    bodyLimit: options.bodyLimit,
    routerOptions: { maxParamLength: PARAMETER_LIMIT, caseSensitive: false, ignoreTrailingSlash: true },
    logger: false,
  });
  options.routes(app);
  await app.ready();
  return {
    service: {
      name: options.name,
      accept: (socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
        app.server.emit('connection', socket);
      },
    },
    stop: async () => {
      // Not reset: libuv refuses to reset a socket on which TLS is shutting down, and then leaks its handle.
      for (const socket of sockets) socket.destroy();
      await app.close();
    },
  };
}

/** Node's own HTTP timeouts run on the wall, so they are off. */
function quietServer(options: WebServiceOptions, handler: RequestListener): Server {
  const limits = { maxHeaderSize: HEADER_LIMIT, keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 };
  if (options.credential === undefined) return createHttpServer(limits, handler);
  const server = createHttpsServer(
    { ...limits, ...options.credential, ALPNProtocols: ['http/1.1'] },
    handler,
  );
  server.on('tlsClientError', () => {});
  return server;
}
