import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** Listens for TCP connections; on a free port unless told. Rejects with Node's own error, such as EADDRINUSE. */
export async function listenOn(
  host: string,
  accept: (socket: Socket) => void,
  port = 0,
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer({ noDelay: true }, accept);
  server.listen(port, host);
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error(`a listener on ${host} has no port`);
  return { server, port: bound.port };
}

/** Stops listening; connections that are open stay. */
export function stopListening(server: Server | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (server === undefined) resolve();
    else server.close(() => resolve());
  });
}
