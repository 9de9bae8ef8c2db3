import type { FastifyReply, FastifyRequest } from 'fastify';

const LONGEST = 8_192;

/** One cookie's value; the first, when a name came twice. */
export function cookieOf(request: FastifyRequest, name: string): string | undefined {
  const { cookie } = request.headers;
  if (cookie === undefined || cookie.length > LONGEST) return undefined;
  for (const pair of cookie.split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}

/** Sent to other sites' posts too, as a federated provider's page posts back here. Without an age it ends with the browser. */
export function setCookie(reply: FastifyReply, name: string, value: string, maxAgeSeconds?: number): void {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  addCookie(reply, `${name}=${value}; path=/; secure; HttpOnly; SameSite=None${age}`);
}

export function clearCookie(reply: FastifyReply, name: string): void {
  addCookie(reply, `${name}=; path=/; secure; HttpOnly; SameSite=None; Max-Age=0`);
}

/** Fastify keeps every `set-cookie` that is added. */
function addCookie(reply: FastifyReply, line: string): void {
  void reply.header('set-cookie', line);
}
