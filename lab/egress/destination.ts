import type { Destination } from './rules.ts';

const AUTHORITY = /^([a-z0-9_-]+(?:\.[a-z0-9_-]+)*):(\d{1,5})$/i;
const NAME_LIMIT = 253;

/** Ports that a plain request may go to: revocation lists, and status. */
export const PLAIN_PORTS: readonly number[] = [80, 8_080];
export const TUNNEL_PORT = 443;
/** Every port that anything may be called at. */
export const SERVED_PORTS: readonly number[] = [TUNNEL_PORT, ...PLAIN_PORTS];

/** The target of CONNECT in authority form (RFC 9112 section 3.2.3), or undefined when it is none. */
export function readAuthority(target: string | undefined): Destination | undefined {
  const [, hostname, port] = AUTHORITY.exec(target ?? '') ?? [];
  return hostname === undefined ? undefined : destination(hostname, Number(port));
}

/** The target of any other request in absolute form (RFC 9112 section 3.2.2); the path is what the origin is asked. */
export function readAbsolute(
  target: string | undefined,
): (Destination & { readonly path: string }) | undefined {
  const url = URL.parse(target ?? '');
  if (url?.protocol !== 'http:' || url.username !== '' || url.password !== '') return undefined;
  const found = destination(url.hostname, Number(url.port || 80));
  return found === undefined ? undefined : { ...found, path: `${url.pathname}${url.search}` };
}

/** The destination of a request that knows of no proxy: its Host header, at the port that it came to. */
export function readHost(
  host: string | undefined,
  port: number,
  target: string | undefined,
): (Destination & { readonly path: string }) | undefined {
  const [hostname = '', named = String(port)] = (host ?? '').split(':');
  const found = AUTHORITY.test(`${hostname}:${port}`) ? destination(hostname, port) : undefined;
  const path = target?.startsWith('/') === true ? target : undefined;
  return found === undefined || path === undefined || named !== String(port) ? undefined : { ...found, path };
}

function destination(hostname: string, port: number): Destination | undefined {
  const valid = hostname !== '' && hostname.length <= NAME_LIMIT && port > 0 && port < 65_536;
  return valid ? { hostname: hostname.toLowerCase(), port } : undefined;
}
