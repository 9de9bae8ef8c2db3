import { request, type Dispatcher } from 'undici';
import type { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import { DeviceUnavailableError } from './errors.ts';

export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'OPTIONS';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly url: string;
  readonly status: number;
  /** Set cookies, by name. */
  readonly cookies: ReadonlyMap<string, string>;
  readonly text: string;
}

/** One sign-in's own way to the network: every request bears its correlation id. Throws DeviceUnavailableError. */
export type Call = (url: string, options?: CallOptions) => Promise<Answer>;

export interface Network {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  /** Lab milliseconds a request may take. */
  readonly limitMs: number;
}

const ANSWER_LIMIT = 1_048_576;

export function callsOf(network: Network, correlationId: string): Call {
  return async (url, { method = 'GET', headers = {}, body } = {}) => {
    using limit = deadline(network.clock, network.limitMs, `a device asking ${new URL(url).hostname}`);
    const asking = exchange(url, {
      method,
      headers: { ...headers, 'client-request-id': correlationId, 'return-client-request-id': 'true' },
      body: body ?? null,
      dispatcher: network.dispatcher,
      signal: limit.signal,
    });
    try {
      return await orAborted(limit.signal, asking);
    } catch (error) {
      throw new DeviceUnavailableError(url, error instanceof Error ? error.message : String(error));
    }
  };
}

/** Posts a form and reads the page or document that comes back. */
export function postForm(call: Call, url: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return call(url, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
}

/** The JSON of an answer. Throws DeviceUnavailableError when it is none of that shape. */
export function jsonOf<T>({ url, status, text }: Answer, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new DeviceUnavailableError(
      url,
      `status ${status} without the document that the protocol has`,
      status,
    );
  }
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
  return {
    url,
    status: statusCode,
    cookies: cookiesIn(headers['set-cookie']),
    text: Buffer.concat(chunks).toString(),
  };
}

/** undici heeds a signal only once a connection is made; a peer that never finishes a handshake would hold us. */
async function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  return Promise.race([work, aborted]);
}

function cookiesIn(header: string | string[] | undefined): ReadonlyMap<string, string> {
  const lines = header === undefined ? [] : [header].flat();
  return new Map(
    lines.map((line) => {
      const [pair = ''] = line.split(';');
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
    }),
  );
}
