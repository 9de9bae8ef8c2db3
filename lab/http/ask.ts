import type { IncomingHttpHeaders } from 'node:http';
import { request, type Dispatcher } from 'undici';

export interface AskOptions {
  readonly dispatcher: Dispatcher;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'OPTIONS';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | null | undefined;
  /** Aborted when the answer is no longer wanted: a limit on the lab clock, or the caller's end. */
  readonly signal?: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const ANSWER_LIMIT = 1_048_576;

/** One HTTP request and its whole answer, of a megabyte at most. Rejects with the signal's reason when aborted. */
export async function ask(url: string, { signal, body = null, ...options }: AskOptions): Promise<Answer> {
  signal?.throwIfAborted();
  const asking = exchange(url, { ...options, body, ...(signal === undefined ? {} : { signal }) });
  return signal === undefined ? asking : orAborted(signal, asking);
}

async function exchange(url: string, options: NonNullable<Parameters<typeof request>[1]>): Promise<Answer> {
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
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
