import type { IncomingMessage } from 'node:http';
import { addressesIn, addressOf, PROXY_HEADERS } from '../proxy/forwarded.ts';
import type { FarmNode } from './node.ts';
import type { Visit } from './visit.ts';

const HEADER_IN_HISTORY = 256;

/** Headers that claim rules know, by what the history calls them. */
const SAID = {
  clientApplication: PROXY_HEADERS.application,
  forwardedClientIp: PROXY_HEADERS.clientIp,
  clientUserAgent: PROXY_HEADERS.userAgent,
  proxy: PROXY_HEADERS.proxy,
  endpointPath: PROXY_HEADERS.path,
} as const;

/** Who asks a node. Only the proxy is believed what it says of its client; `caller` is the host of the connection. */
export function visitOf(
  node: FarmNode,
  { headers }: IncomingMessage,
  { searchParams }: URL,
  { caller, proxy }: { readonly caller: string; readonly proxy: string },
): Visit {
  const inside = caller !== proxy;
  const said: Record<string, string> = {};
  for (const [name, header] of Object.entries(SAID)) {
    const value = headers[header];
    if (!inside && typeof value === 'string') said[name] = value.slice(0, HEADER_IN_HISTORY);
  }
  // The tenant puts it in the query of the redirect, as a browser sends no such header.
  const id = headers['client-request-id'] ?? searchParams.get('client-request-id') ?? undefined;
  return {
    node,
    correlationId: typeof id === 'string' ? id.slice(0, HEADER_IN_HISTORY) : undefined,
    inside,
    addresses: inside ? [addressOf(caller)] : addressesIn(headers[PROXY_HEADERS.clientIp]),
    said,
  };
}
