import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Both ends of one fresh loopback connection. */
export interface LoopbackPair {
  readonly dialled: Socket;
  readonly accepted: Socket;
}

/** Makes a connection of this process with itself; whoever else finds the port in between is turned away. */
export async function loopbackPair(): Promise<LoopbackPair> {
  const server = createServer({ noDelay: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('a loopback pair has no port');
  const arrived = new Map<number | undefined, Socket>();
  server.on('connection', (socket) => arrived.set(socket.remotePort, socket));
  const dialled = connect({ host: '127.0.0.1', port: bound.port, noDelay: true, allowHalfOpen: true });
  try {
    await once(dialled, 'connect');
    while (!arrived.has(dialled.localPort)) await once(server, 'connection');
    const accepted = arrived.get(dialled.localPort);
    if (accepted === undefined) throw new Error('a loopback pair has one end only');
    for (const socket of arrived.values()) if (socket !== accepted) socket.destroy();
    return { dialled, accepted };
  } finally {
    server.close();
  }
}
