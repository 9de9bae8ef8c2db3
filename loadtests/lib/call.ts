import http, { type RefinedResponse } from 'k6/http';
import { seconds } from './knobs.ts';
import type { Code, Flow } from './outcome.ts';

/** The service answers a wrong password with 400 or 401: an answer, not a failed request. */
http.setResponseCallback(http.expectedStatuses({ min: 200, max: 499 }));

/** Seconds one request may take. */
const LIMIT_MS = seconds('TIMEOUT', '30s') * 1000;

export type Answer = RefinedResponse<'text'>;

/** One sign-in's calls: all bear its correlation id, and none is made twice. */
export interface Calls {
  readonly get: (url: string, name?: string) => Answer;
  readonly post: (url: string, body: Form | string, headers?: Headers) => Answer;
  readonly options: (url: string, name: string, headers: Headers) => Answer;
}

type Form = Record<string, string>;
type Headers = Readonly<Record<string, string>>;

export function callsOf(flow: Flow): Calls {
  const id = crypto.randomUUID();
  // A name in place of the URL where that holds a user: one time series, not thousands.
  const settings = (name: string, headers: Headers = {}) => ({
    headers: { ...headers, 'client-request-id': id, 'return-client-request-id': 'true' },
    tags: { flow, name },
    timeout: LIMIT_MS,
    redirects: 0,
    responseType: 'text' as const,
  });
  return {
    get: (url, name = url) => http.get(url, settings(name)),
    post: (url, body, headers) => http.post(url, body, settings(url, headers)),
    options: (url, name, headers) => http.options(url, null, settings(name, headers)),
  };
}

/** What is wrong with an answer that no protocol explains. */
export function failureOf({ status, error_code: code }: Answer): Code {
  return status === 0 ? `network-${code}` : `http-${status}`;
}

/** The JSON of an answer; nothing when it is none. */
export function jsonOf(answer: Answer): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(answer.body);
    return typeof read === 'object' && read !== null ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}
