import { createServer, type Server } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Credential } from '../../pki/authority.ts';
import type { Service } from '../../links/service.ts';
import { HEADER_LIMIT } from '../agents/contract/version.ts';
import { serviceHost } from '../agents/contract/service-host.ts';
import { acceptAmqp, type AmqpOptions } from './amqp-connections.ts';

const PATH = '/$servicebus/websocket';
const SUB_PROTOCOL = 'amqp';

/** The queue's wire: AMQP 1.0 over WebSocket over TLS. */
export interface QueueFront {
  readonly service: Service;
  close(): void;
}

export async function startQueueFront(
  tls: Credential,
  options: Omit<AmqpOptions, 'rhea'>,
): Promise<QueueFront> {
  const [{ WebSocketServer }, { default: rhea }] = await Promise.all([import('ws'), import('rhea')]);
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: 65_536,
    perMessageDeflate: false,
    handleProtocols: () => SUB_PROTOCOL,
  });
  const server = tlsServer(tls);
  server.on('upgrade', (request, socket, head) => {
    const refusal = refuseUpgrade(request);
    if (refusal !== undefined) return reject(socket, refusal);
    webSockets.handleUpgrade(request, socket, head, (webSocket) =>
      acceptAmqp(webSocket, { ...options, rhea }),
    );
  });
  const host = serviceHost(server);
  return { service: host.service('cloud/queue'), close: () => host.close() };
}

function tlsServer(tls: Credential): Server {
  const server = createServer({ ...tls, maxHeaderSize: HEADER_LIMIT, requestTimeout: 0, headersTimeout: 0 });
  server.on('request', (_request, response) => response.writeHead(426, { upgrade: 'websocket' }).end());
  return server;
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
