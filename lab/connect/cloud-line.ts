import { request, type Dispatcher } from 'undici';
import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import { CloudAnswerError, CloudUnreachableError } from './errors.ts';

/** One server's way to the service, through its proxy. */
export interface CloudLine {
  readonly host: string;
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

const ANSWER_LIMIT = 1_048_576;

/** GET, or POST when there is something to send. Throws CloudUnreachableError, CloudAnswerError for no JSON. */
export async function callCloud(line: CloudLine, call: CloudCall): Promise<CloudAnswer> {
  const { hostname } = new URL(call.url);
  using limit = deadline(line.clock, line.answerLimitMs, `the answer of ${hostname} to ${line.host}`);
  const { status, text } = await exchange(line, call, AbortSignal.any([limit.signal, line.stopping])).catch(
    (error: unknown) => {
      throw new CloudUnreachableError(line.host, hostname, reasonOf(error));
    },
  );
  if (text === '') return { status, body: undefined };
  try {
    return { status, body: JSON.parse(text) };
  } catch {
    throw new CloudAnswerError(line.host, call.url, status, 'not JSON');
  }
}

async function exchange(
  line: CloudLine,
  call: CloudCall,
  signal: AbortSignal,
): Promise<{ status: number; text: string }> {
  const [type, body] = contentOf(call);
  const { statusCode, body: answer } = await request(call.url, {
    dispatcher: line.dispatcher,
    signal,
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      'client-request-id': call.correlationId,
      ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > ANSWER_LIMIT) throw new Error(`an answer of more than ${ANSWER_LIMIT} bytes`);
    chunks.push(chunk);
  }
  return { status: statusCode, text: Buffer.concat(chunks).toString('utf8') };
}

function contentOf({ json, form }: CloudCall): [type?: string, body?: string] {
  if (form !== undefined) return ['application/x-www-form-urlencoded', new URLSearchParams(form).toString()];
  return json === undefined ? [] : ['application/json', JSON.stringify(json)];
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
