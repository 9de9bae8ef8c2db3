import type { RequestListener } from 'node:http';
import type { HttpsService } from '../http/https-service.ts';
import { quietServer, serviceHost } from '../http/quiet-server.ts';

/** The same as an HTTPS service, without TLS. */
export function httpService(name: string, handle: RequestListener): HttpsService {
  const host = serviceHost(quietServer().on('request', handle));
  const service = host.service(name);
  let running = true;
  return {
    name,
    get running() {
      return running;
    },
    accept(socket, link) {
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
