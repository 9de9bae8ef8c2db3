import type { Dispatcher } from 'undici';
import type { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import { ask } from '../http/ask.ts';
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
  /** Where a redirect leads; nothing is followed. */
  readonly location: string | undefined;
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

export function callsOf(network: Network, correlationId: string): Call {
  return async (url, { method = 'GET', headers = {}, body } = {}) => {
    using limit = deadline(network.clock, network.limitMs, `a device asking ${new URL(url).hostname}`);
    try {
      const answer = await ask(url, {
        method,
        headers: { ...headers, 'client-request-id': correlationId, 'return-client-request-id': 'true' },
        body,
        dispatcher: network.dispatcher,
        signal: limit.signal,
      });
      const { status, text } = answer;
      const { location } = answer.headers;
      return { url, status, text, location, cookies: cookiesIn(answer.headers['set-cookie']) };
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
