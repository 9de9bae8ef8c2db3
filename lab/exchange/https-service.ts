import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Service } from '../links/service.ts';
import type { Credential } from '../pki/authority.ts';

/** The front end's HTTPS listener: it takes connections from links and has no port of its own. */
export interface HttpsService extends Service {
  /** Drops its connections and takes no more. */
  stop(): void;
}

const HEADER_LIMIT = 16_384;

export function httpsService(name: string, credential: Credential, handle: RequestListener): HttpsService {
  const server = createServer({ ...credential, maxHeaderSize: HEADER_LIMIT, keepAliveTimeout: 0 }, handle);
  const sockets = new Set<Socket>();
  let stopped = false;
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return {
    name,
    accept(socket) {
      if (stopped) {
        socket.resetAndDestroy();
        return;
      }
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      server.emit('connection', socket);
    },
    stop() {
      stopped = true;
      // A reset of a connection that TLS is just shutting down would leak its handle (libuv refuses it).
      for (const socket of sockets) socket.destroy();
    },
  };
}
