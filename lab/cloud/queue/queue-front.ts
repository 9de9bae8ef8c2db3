import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { NEVER_MS } from '../../http/never.ts';
import { quietServer, serviceHost } from '../../http/quiet-server.ts';
import type { Credential } from '../../pki/authority.ts';
import type { Service } from '../../links/service.ts';
import { acceptAmqp, type AmqpOptions } from './amqp-connections.ts';

const PATH = '/$servicebus/websocket';
const SUB_PROTOCOL = 'amqp';

const WEB_SOCKETS = {
  noServer: true,
  maxPayload: 65_536,
  perMessageDeflate: false,
  handleProtocols: () => SUB_PROTOCOL,
  // The library's limit for a closing handshake runs on the wall; AmqpSocket has one on the lab clock.
  closeTimeout: NEVER_MS,
};

/** The queue's wire: AMQP 1.0 over WebSocket over TLS. */
export interface QueueFront {
  readonly service: Service;
  /** Drops every connection. */
  drop(): void;
}

export async function startQueueFront(
  tls: Credential,
  options: Omit<AmqpOptions, 'rhea'>,
  name = 'cloud/queue',
): Promise<QueueFront> {
  const [{ WebSocketServer }, { default: rhea }] = await Promise.all([import('ws'), import('rhea')]);
  const webSockets = new WebSocketServer(WEB_SOCKETS);
  const server = quietServer(tls);
  server.on('request', (_request, response) => response.writeHead(426, { upgrade: 'websocket' }).end());
  server.on('upgrade', (request, socket, head) => {
    const refusal = refuseUpgrade(request);
    if (refusal !== undefined) return reject(socket, refusal);
    webSockets.handleUpgrade(request, socket, head, (webSocket) =>
      acceptAmqp(webSocket, { ...options, rhea }),
    );
  });
  const host = serviceHost(server);
  return { service: host.service(name), drop: () => host.drop() };
}

/** The status line's end when this is no agent's upgrade, or nothing. */
function refuseUpgrade(request: IncomingMessage): string | undefined {
  if (request.url?.split('?')[0] !== PATH) return '404 Not Found';
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  return offered.includes(SUB_PROTOCOL) ? undefined : '400 Bad Request';
}

function reject(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
