import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import type { LinkIdentity, Service } from '../links/service.ts';
import type { Credential } from '../pki/authority.ts';

/** An HTTPS listener of the estate that can be stopped: its connections are then reset, and new ones too. */
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
      for (const socket of sockets) socket.resetAndDestroy();
    },
    start() {
      running = true;
    },
  };
}
