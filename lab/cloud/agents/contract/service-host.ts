import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Service } from '../../../links/service.ts';

/** A server that never listens: its connections come from links. */
export interface ServiceHost {
  service(name: string): Service;
  /** Drops every connection. */
  close(): void;
}

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
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
