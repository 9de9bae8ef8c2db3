import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as ask, type Dispatcher } from 'undici';
import { deadline } from '../../clock/deadline.ts';
import type { Clock } from '../../clock/clock.ts';

/** A way from the proxy to one node. */
export interface NodeWay {
  readonly name: string;
  readonly running: () => boolean;
  readonly dispatcher: Dispatcher;
}

export interface Forwarded {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const ANSWER_LIMIT_MS = 60_000;

/** Nodes in turn, as the name in front of them resolves; the next one where a connection fails. */
export class Forwarder {
  readonly #ways: readonly NodeWay[];
  readonly #clock: Clock;
  #turn = 0;

  constructor(ways: readonly NodeWay[], clock: Clock) {
    this.#ways = ways;
    this.#clock = clock;
  }

  /** The farm's answer, or undefined when no node gives one. */
  async forward(
    url: string,
    { method = 'GET' }: IncomingMessage,
    headers: Record<string, string>,
    body: Buffer,
  ): Promise<Forwarded | undefined> {
    const start = this.#turn++;
    for (let n = 0; n < this.#ways.length; n++) {
      const way = this.#ways[(start + n) % this.#ways.length];
      if (way === undefined || !way.running()) continue;
      const answer = await this.#at(way, url, method, headers, body);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  async #at(
    { dispatcher }: NodeWay,
    url: string,
    method: string,
    headers: Record<string, string>,
    body: Buffer,
  ): Promise<Forwarded | undefined> {
    using limit = deadline(this.#clock, ANSWER_LIMIT_MS, 'the proxy waiting for AD FS');
    try {
      const answered = await ask(url, {
        method: method === 'POST' ? 'POST' : 'GET',
        headers,
        dispatcher,
        signal: limit.signal,
        ...(method === 'POST' ? { body } : {}),
      });
      const chunks: Buffer[] = [];
      for await (const chunk of answered.body as AsyncIterable<Buffer>) chunks.push(chunk);
      return { status: answered.statusCode, headers: answered.headers, body: Buffer.concat(chunks) };
    } catch (error) {
      if (limit.passed) return refusal(504, 'The federation service did not answer in time.');
      // A request that a node has taken may not be sent again: it may have counted a password.
      return wasTaken(error) ? refusal(502, 'The federation service broke off.') : undefined;
    }
  }
}

function wasTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'UND_ERR_SOCKET';
}

function refusal(status: number, text: string): Forwarded {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: Buffer.from(text) };
}
