import {
  request as call,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { PLAIN_PORTS } from './destination.ts';
import { judge } from './judge.ts';
import type { Reason } from './ledger.ts';
import type { ProxyPorts } from './proxy.ts';
import { refusalText, STATUS } from './refusals.ts';
import type { Destination } from './rules.ts';

export interface PlainCall {
  readonly from: string;
  readonly destination: (Destination & { readonly path: string }) | undefined;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
];

/** A plain request: target → port → rules → route → forward, both bodies streamed. */
export function forward({ from, destination, request, response }: PlainCall, ports: ProxyPorts): void {
  const target = destination ?? { hostname: '(unreadable)', port: 0, path: '/' };
  const refuse = (reason: Reason): void => {
    ports.ledger.refuse('request', from, target, reason);
    refuseRequest(request, response, refusalText(from, target, reason), reason);
  };
  const { route, reason } = judge(from, destination, PLAIN_PORTS, ports);
  if (route === undefined) return refuse(reason);
  const headers = { ...endToEnd(request.headers), host: `${target.hostname}:${target.port}` };
  const upstream = call({ ...route, method: request.method, path: target.path, headers, agent: false });
  upstream.once('error', () => {
    if (response.headersSent) response.destroy();
    else refuse('unreachable');
  });
  upstream.once('response', (answer) => {
    ports.ledger.forward(from, target, answer.statusCode ?? 0);
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
    answer.on('error', () => response.destroy());
    answer.pipe(response);
  });
  response.once('close', () => upstream.destroy());
  request.on('error', () => upstream.destroy());
  request.pipe(upstream);
}

function refuseRequest(
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
  reason: Reason,
): void {
  request.resume();
  if (response.headersSent || response.destroyed) return;
  response.writeHead(Number(STATUS[reason].slice(0, 3)), {
    'content-type': 'text/plain; charset=utf-8',
    connection: 'close',
  });
  response.end(text);
}

/** Headers that are not for the proxy alone (RFC 9110 section 7.6.1). */
function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name) && !named.includes(name)),
  );
}
