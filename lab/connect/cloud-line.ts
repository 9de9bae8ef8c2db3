import type { Dispatcher } from 'undici';
import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import { ask, type AskOptions } from '../http/ask.ts';
import { CloudAnswerError, CloudUnreachableError } from './errors.ts';

/** Where the tenant's cloud is called; clouds of their own have names of their own. */
export interface CloudOrigins {
  /** `https://login.microsoftonline.com` */
  readonly login: string;
  /** `https://graph.microsoft.com` */
  readonly graph: string;
}

export const WORLDWIDE: CloudOrigins = {
  login: 'https://login.microsoftonline.com',
  graph: 'https://graph.microsoft.com',
};

/** One server's way to the service, through its proxy. */
export interface CloudLine {
  readonly host: string;
  /** The worldwide cloud's unless told. */
  readonly origins?: CloudOrigins | undefined;
  readonly clock: Clock;
  readonly dispatcher: Dispatcher;
  /** Lab milliseconds for one answer. */
  readonly answerLimitMs: number;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
}

export interface CloudCall {
  readonly url: string;
  readonly correlationId: string;
  readonly token?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as a form. */
  readonly form?: Readonly<Record<string, string>>;
}

export interface CloudAnswer {
  readonly status: number;
  /** Parsed JSON, or undefined. */
  readonly body: unknown;
}

/** GET, or POST when there is something to send. Throws CloudUnreachableError, CloudAnswerError for no JSON. */
export async function callCloud(line: CloudLine, call: CloudCall): Promise<CloudAnswer> {
  const { hostname } = new URL(call.url);
  using limit = deadline(line.clock, line.answerLimitMs, `the answer of ${hostname} to ${line.host}`);
  const signal = AbortSignal.any([limit.signal, line.stopping]);
  const { status, text } = await ask(call.url, requestOf(line, call, signal)).catch((error: unknown) => {
    throw new CloudUnreachableError(line.host, hostname, reasonOf(error));
  });
  if (text === '') return { status, body: undefined };
  try {
    return { status, body: JSON.parse(text) };
  } catch {
    throw new CloudAnswerError(line.host, call.url, status, 'not JSON');
  }
}

function requestOf(line: CloudLine, call: CloudCall, signal: AbortSignal): AskOptions {
  const [type, body] = contentOf(call);
  const headers = {
    accept: 'application/json',
    'client-request-id': call.correlationId,
    ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
    ...(type === undefined ? {} : { 'content-type': type }),
  };
  return { dispatcher: line.dispatcher, signal, method: body === undefined ? 'GET' : 'POST', headers, body };
}

function contentOf({ json, form }: CloudCall): [type?: string, body?: string] {
  if (form !== undefined) return ['application/x-www-form-urlencoded', new URLSearchParams(form).toString()];
  return json === undefined ? [] : ['application/json', JSON.stringify(json)];
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
