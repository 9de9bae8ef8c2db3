import type { Socket } from 'node:net';
import { cross } from './cross.ts';
import { TUNNEL_PORT } from './destination.ts';
import { judge } from './judge.ts';
import type { Reason } from './ledger.ts';
import type { ProxyPorts } from './proxy.ts';
import { refusalText, STATUS } from './refusals.ts';
import type { Destination } from './rules.ts';

export interface TunnelCall {
  readonly from: string;
  readonly destination: Destination | undefined;
  readonly client: Socket;
  /** What the client sent right behind its request. */
  readonly head: Buffer;
}

/** CONNECT (RFC 9110 section 9.3.6): target → port → rules → route → connect → 200 → carry. */
export function openTunnel(call: TunnelCall, ports: ProxyPorts): void {
  const { from, destination = { hostname: '(unreadable)', port: 0 }, client, head } = call;
  client.on('error', () => client.destroy());
  const refuse = (reason: Reason): void => {
    ports.ledger.refuse('tunnel', from, destination, reason);
    refuseTunnel(client, from, destination, reason);
  };
  const { route, reason } = judge(from, call.destination, [TUNNEL_PORT], ports);
  if (route === undefined) return refuse(reason);
  const opened = (upstream: Socket): void => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) upstream.write(head);
  };
  cross({ from, destination, client, route, opened, unreachable: () => refuse('unreachable') }, ports);
}

function refuseTunnel(client: Socket, from: string, destination: Destination, reason: Reason): void {
  if (!client.writable) return;
  const body = refusalText(from, destination, reason);
  client.end(
    `HTTP/1.1 ${STATUS[reason]}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    () => client.destroy(),
  );
}
