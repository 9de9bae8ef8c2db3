import type { IncomingMessage } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import { TunnelRefusedError } from './errors.ts';
import { plainRequest } from './plain-http.ts';

/** Where a connection goes, and by which way. */
export interface Target {
  readonly hostname: string;
  readonly port: number;
  /** `http://host:port` of the outbound proxy. */
  readonly proxy: URL | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** TLS through the proxy; the certificate must bear the target's name. Rejects with the signal's reason when aborted. */
export async function openTls(target: Target, secureContext: SecureContext): Promise<TLSSocket> {
  const { hostname, signal } = target;
  const socket = await openTunnel(target);
  const secure = connectTls({ socket, servername: hostname, secureContext, ALPNProtocols: ['http/1.1'] });
  await established(secure, 'secureConnect', signal);
  return secure;
}

/** A TCP connection to the target: CONNECT through the proxy (RFC 9110 section 9.3.6), or direct without one. */
export async function openTunnel({ hostname, port, proxy, signal }: Target): Promise<Socket> {
  signal?.throwIfAborted();
  if (proxy === undefined) {
    const socket = connectTcp({ host: hostname, port, noDelay: true });
    await established(socket, 'connect', signal);
    return socket;
  }
  const authority = `${hostname}:${port}`;
  return new Promise((resolve, reject) => {
    const request = plainRequest({
      host: proxy.hostname,
      port: proxy.port,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority },
      agent: false,
      ...(signal === undefined ? {} : { signal }),
    });
    request.once('error', (error) => reject(signal?.aborted ? reasonOf(signal) : error));
    request.once('connect', (response, socket, head) => {
      if (response.statusCode !== 200) {
        socket.destroy();
        return reject(new TunnelRefusedError(authority, answerOf(response, head)));
      }
      socket.setNoDelay(true);
      resolve(socket);
    });
    request.end();
  });
}

async function established(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  signal?: AbortSignal,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error): void => {
      signal?.removeEventListener('abort', abort);
      socket.destroy();
      reject(error);
    };
    const abort = (): void => fail(signal === undefined ? new Error('aborted') : reasonOf(signal));
    const closed = (): void => fail(new Error('the connection was closed before it was established'));
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort, { once: true });
    socket.once('error', fail);
    socket.once('close', closed);
    socket.once(event, () => {
      signal?.removeEventListener('abort', abort);
      socket.off('error', fail);
      socket.off('close', closed);
      resolve();
    });
  });
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted');
}

function answerOf({ statusCode = 0, statusMessage = '' }: IncomingMessage, head: Buffer): string {
  const reason = head.toString('utf8').slice(0, 200).trim();
  return `${statusCode} ${statusMessage}${reason === '' ? '' : `: ${reason}`}`;
}
