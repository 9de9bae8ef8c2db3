import type { IncomingHttpHeaders } from 'node:http';
import { request, type Dispatcher } from 'undici';
import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';

export interface Call {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The front end's way out: real names, limits on the lab clock. */
export interface Outbound {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly limitMs: number;
}

/** The peer cannot be reached, took too long, or answered what cannot be understood. */
export class PeerUnavailableError extends Error {
  readonly code = 'PTALAB_EXCHANGE_PEER';
  readonly peer: string;
  constructor(url: string, reason: string) {
    super(`no usable answer from ${new URL(url).hostname}: ${reason}`);
    this.peer = new URL(url).hostname;
    this.name = 'PeerUnavailableError';
  }
}

const ANSWER_LIMIT = 262_144;

/** Throws PeerUnavailableError. */
export async function send(out: Outbound, { url, ...call }: Call): Promise<Answered> {
  using limit = deadline(out.clock, out.limitMs, `Exchange asking ${new URL(url).hostname}`);
  const { signal } = limit;
  try {
    return await orAborted(signal, exchange(url, { ...call, dispatcher: out.dispatcher, signal }));
  } catch (error) {
    throw new PeerUnavailableError(url, error instanceof Error ? error.message : String(error));
  }
}

async function exchange(url: string, options: Parameters<typeof request>[1]): Promise<Answered> {
  const { statusCode, headers, body } = await request(url, options);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > ANSWER_LIMIT) throw new Error(`the answer is larger than ${ANSWER_LIMIT} bytes`);
    chunks.push(chunk);
  }
  return { status: statusCode, headers, text: Buffer.concat(chunks).toString('utf8') };
}

/** undici heeds a signal only once a connection is made; a peer that never finishes a handshake would hold us. */
async function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  return Promise.race([work, aborted]);
}
