import { isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';
import { hash32 } from '../../chance/chance.ts';

/** Headers by which the proxy tells the farm of its client (MS-ADFSPIP, section 2.2.1). */
export const PROXY_HEADERS = {
  clientIp: 'x-ms-forwarded-client-ip',
  proxy: 'x-ms-proxy',
  path: 'x-ms-endpoint-absolute-path',
  userAgent: 'x-ms-client-user-agent',
  application: 'x-ms-client-application',
} as const;

/** The host of the Exchange front end. */
const FRONT_END = 'EXO1';
const HEADER_LIMIT = 256;
const ADDRESSES = 8;

/** Every address that the device presents: what a front end says of it, and where its connection comes from. */
export function clientAddresses(
  headers: IncomingHttpHeaders,
  caller: string,
  trustsForwardedFor: boolean,
): string[] {
  const said = addressesIn(headers[PROXY_HEADERS.clientIp]);
  // The Exchange front end signs in for its client, and its own address says nothing of that client. Whoever else calls
  // itself so is a client like any.
  if (said.length > 0 && caller === FRONT_END && isExchange(headers)) return said;
  const before = trustsForwardedFor ? addressesIn(headers['x-forwarded-for']) : [];
  return [...new Set([...said, ...(before.length > 0 ? before : [addressOf(caller)])])].slice(0, ADDRESSES);
}

/** The addresses in a list such as `203.0.113.9, 198.51.100.7:5123`. */
export function addressesIn(header: string | string[] | undefined): string[] {
  const text = (Array.isArray(header) ? header.join(',') : (header ?? '')).slice(0, HEADER_LIMIT);
  return text
    .split(',')
    .map((one) => one.trim().replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1'))
    .filter((one) => isIP(one) > 0)
    .slice(0, ADDRESSES);
}

/**
 * All calls come from loopback here: a host's own address in the world is one of TEST-NET-3 (RFC 5737), by its name, and
 * the same that the cloud sees it under.
 */
export function addressOf(caller: string): string {
  return `203.0.113.${1 + (hash32('external address', caller) % 254)}`;
}

function isExchange(headers: IncomingHttpHeaders): boolean {
  return String(headers[PROXY_HEADERS.application] ?? '').startsWith('Microsoft.Exchange.');
}

/** The headers with which a request goes on to the farm. */
export function forwardedHeaders(
  headers: IncomingHttpHeaders,
  { proxy, path, addresses }: { proxy: string; path: string; addresses: readonly string[] },
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string' && !HOP_BY_HOP.has(name)) kept[name] = value;
  }
  const userAgent = kept[PROXY_HEADERS.userAgent] ?? kept['user-agent'];
  return {
    ...kept,
    [PROXY_HEADERS.clientIp]: addresses.join(','),
    [PROXY_HEADERS.proxy]: proxy,
    [PROXY_HEADERS.path]: path,
    ...(userAgent === undefined ? {} : { [PROXY_HEADERS.userAgent]: userAgent }),
  };
}

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'content-length',
  'x-forwarded-for',
]);
