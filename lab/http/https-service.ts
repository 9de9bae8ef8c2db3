import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import type { LinkIdentity, Service } from '../links/service.ts';
import type { Credential } from '../pki/authority.ts';

/** An HTTPS listener of the estate that can be stopped: its connections are then dropped, and new ones reset. */
export interface HttpsService extends Service {
  readonly running: boolean;
  stop(): void;
  start(): void;
}

const HEADER_LIMIT = 16_384;

/** Takes connections from links; it has no port of its own, and none of its limits is on the wall. */
export function httpsService(name: string, credential: Credential, handle: RequestListener): HttpsService {
  const server = createServer({ ...credential, maxHeaderSize: HEADER_LIMIT, keepAliveTimeout: 0 }, handle);
  const sockets = new Set<Socket>();
  let running = true;
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return {
    name,
    get running() {
      return running;
    },
    accept(socket: Socket, _link: LinkIdentity): void {
      if (!running) {
        socket.resetAndDestroy();
        return;
      }
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      server.emit('connection', socket);
    },
    stop() {
      running = false;
      // A reset of a connection that TLS is just shutting down would leak its handle (libuv refuses it).
      for (const socket of sockets) socket.destroy();
    },
    start() {
      running = true;
    },
  };
}
