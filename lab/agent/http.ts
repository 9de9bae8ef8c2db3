import type { ClientRequest, ClientRequestArgs, IncomingMessage } from 'node:http';
import { Agent, request as secureRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { createSecureContext, type SecureContext } from 'node:tls';
import { plainRequest } from './plain-http.ts';
import type { Post, PostOptions, Reply } from './post.ts';
import { REPLY_LIMIT } from './post.ts';
import { openTls } from './tunnel.ts';

export interface HttpOptions {
  readonly proxy: URL | undefined;
  /** Authorities (PEM) that the host trusts. */
  readonly trust: readonly string[];
  /** Client certificate for mutual TLS. */
  readonly identity?: { readonly key: string; readonly cert: string };
  /** Connections kept per host. */
  readonly connections?: number;
}

export interface HttpCaller {
  readonly post: Post;
  readonly secureContext: SecureContext;
  close(): void;
}

const CONNECTIONS = 8;

/**
 * Calls `https:` URLs over kept connections (the client's RSA signature is made once for each), and `http:` URLs in
 * the proxy's absolute form. Node's own client: loading undici costs a seventh of the agent's start-up budget.
 */
export function createHttpCaller(options: HttpOptions): HttpCaller {
  const secureContext = createSecureContext({ ca: [...options.trust], ...options.identity });
  const agent = new TunnelAgent(options, secureContext);
  const post: Post = async (url, body, postOptions = {}) => {
    const attempt = (): Promise<Reply> => send(new URL(url), body, postOptions, agent, options.proxy);
    return attempt().catch((error: unknown) => {
      if (error instanceof StaleConnectionError) return attempt();
      throw error;
    });
  };
  return { post, secureContext, close: () => agent.destroy() };
}

/** A kept connection turned out to have been closed by the server; the request is sent once more on another. */
class StaleConnectionError extends Error {
  readonly code = 'PTALAB_STALE_CONNECTION';
}

class TunnelAgent extends Agent {
  readonly #proxy: URL | undefined;
  readonly #secureContext: SecureContext;

  constructor({ proxy, connections = CONNECTIONS }: HttpOptions, secureContext: SecureContext) {
    super({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
    this.#proxy = proxy;
    this.#secureContext = secureContext;
  }

  override createConnection(
    target: ClientRequestArgs,
    done?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    // Node calls back with an error alone; its typings ask for a socket beside it.
    const fail = done as ((error: Error | null) => void) | undefined;
    const port = Number(target.port ?? 443);
    const signal = 'limit' in target && target.limit instanceof AbortSignal ? target.limit : undefined;
    openTls({ hostname: target.host ?? '', port, proxy: this.#proxy, signal }, this.#secureContext).then(
      (socket) => done?.(null, socket),
      (error: unknown) => fail?.(error instanceof Error ? error : new Error(String(error))),
    );
  }
}

function send(
  url: URL,
  body: string,
  options: PostOptions,
  agent: Agent,
  proxy: URL | undefined,
): Promise<Reply> {
  const headers = {
    host: url.host,
    'content-type': options.contentType ?? 'application/json',
    'content-length': Buffer.byteLength(body),
    ...options.headers,
  };
  const { signal } = options;
  const common = { method: 'POST', headers };
  const target = { hostname: url.hostname, port: url.port, path: `${url.pathname}${url.search}` };
  const asked = Promise.withResolvers<Reply>();
  const request =
    url.protocol === 'https:'
      ? secureRequest({ ...common, ...target, agent, ...limitOf(signal) })
      : plainRequest({ ...common, agent: false, ...(proxy === undefined ? target : absolute(url, proxy)) });
  request.once('error', (error) => asked.reject(failure(request, error, signal)));
  request.once('response', (response) => readWhole(response, asked));
  const letGo = endWith(request, signal);
  request.end(body);
  return asked.promise.finally(letGo);
}

/** Ends the request when the signal aborts; Node's own option does so by watching two streams to their ends. */
function endWith(request: ClientRequest, signal: AbortSignal | undefined): () => void {
  const abort = (): void => void request.destroy(new Error('aborted'));
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return () => signal?.removeEventListener('abort', abort);
}

/** A handshake under way has to end with its request. */
function limitOf(signal: AbortSignal | undefined): { limit?: AbortSignal } {
  return signal === undefined ? {} : { limit: signal };
}

function absolute(url: URL, proxy: URL): { hostname: string; port: string; path: string } {
  return { hostname: proxy.hostname, port: proxy.port, path: url.href };
}

function failure(request: ClientRequest, error: Error, signal: AbortSignal | undefined): Error {
  if (signal?.reason instanceof Error) return signal.reason;
  return request.reusedSocket && 'code' in error && error.code === 'ECONNRESET'
    ? new StaleConnectionError()
    : error;
}

function readWhole(
  response: IncomingMessage,
  asked: Pick<PromiseWithResolvers<Reply>, 'resolve' | 'reject'>,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > REPLY_LIMIT) response.destroy(new Error(`a reply of more than ${REPLY_LIMIT} bytes`));
    else chunks.push(chunk);
  });
  response.once('error', asked.reject);
  response.once('end', () => {
    asked.resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
  });
}
