import type { IncomingMessage } from 'node:http';
import type { Links } from '../links/links.ts';

/** The host that each connection comes from, looked up once for a connection. */
export function callersOf(links: Links): (request: IncomingMessage) => string {
  const known = new WeakMap<object, string>();
  return ({ socket }) => {
    const before = known.get(socket);
    if (before !== undefined) return before;
    const caller = links.callerOf(socket)?.from ?? 'unknown';
    known.set(socket, caller);
    return caller;
  };
}
