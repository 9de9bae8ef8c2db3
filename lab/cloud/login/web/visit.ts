import type { FastifyReply, FastifyRequest } from 'fastify';
import { correlationOf } from '../../web/correlation.ts';
import type { LoginContext } from '../context.ts';
import { newSecret } from '../secret.ts';
import { cookieOf, setCookie } from './cookies.ts';
import { originOf } from './origin.ts';

/** The cookie that binds a sign-in under way to the browser it began in. */
const BROWSER_COOKIE = 'esctx';
const SECRET = /^[\w-]{43}$/;

/** One request of a browser, and what its answer needs. */
export interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly context: LoginContext;
  readonly correlationId: string;
  readonly origin: string;
  /** The browser's own secret; a fresh one is set with the answer. */
  readonly browser: string;
}

export function visitOf(request: FastifyRequest, reply: FastifyReply, context: LoginContext): Visit {
  void reply.header('x-ms-request-id', context.chance.uuid());
  return {
    request,
    reply,
    context,
    correlationId: correlationOf(request, reply, context.chance),
    origin: originOf(request, context.names),
    browser: browserSecret(request, reply),
  };
}

function browserSecret(request: FastifyRequest, reply: FastifyReply): string {
  const known = cookieOf(request, BROWSER_COOKIE);
  if (known !== undefined && SECRET.test(known)) return known;
  const fresh = newSecret();
  setCookie(reply, BROWSER_COOKIE, fresh);
  return fresh;
}

/** Lab time in milliseconds since the Unix epoch. */
export function nowOf({ context }: Visit): number {
  return context.mint.clock.now();
}
