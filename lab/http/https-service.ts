import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import type { LinkIdentity, Service } from '../links/service.ts';
import type { Credential } from '../pki/authority.ts';
import { quietServer, serviceHost } from './quiet-server.ts';

/** An HTTPS listener of the estate that can be stopped: its connections are then dropped, and new ones reset. */
export interface HttpsService extends Service {
  readonly running: boolean;
  stop(): void;
  start(): void;
}

/** Takes connections from links; it has no port of its own, and none of its limits is on the wall. */
export function httpsService(name: string, credential: Credential, handle: RequestListener): HttpsService {
  const server = quietServer(credential).on('request', handle);
  const host = serviceHost(server);
  const service = host.service(name);
  let running = true;
  return {
    name,
    get running() {
      return running;
    },
    accept(socket: Socket, link: LinkIdentity): void {
      if (running) service.accept(socket, link);
      else socket.resetAndDestroy();
    },
    stop() {
      running = false;
      host.drop();
    },
    start() {
      running = true;
    },
  };
}
