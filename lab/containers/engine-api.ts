import { request, type IncomingMessage } from 'node:http';
import type { EngineAddress } from './engine-address.ts';

const ANSWER_LIMIT = 16 * 1024 * 1024;

export interface EngineAnswer {
  readonly status: number;
  /** The JSON of the answer; undefined when it has none. */
  readonly body: unknown;
}

/**
 * The few calls of the Docker Engine API (https://docs.docker.com/engine/api/v1.41/) that must work without any package:
 * the look at the engine, and the sweep. Rejects with Node's own error when nobody answers.
 */
export class EngineApi {
  readonly address: EngineAddress;
  readonly #limitMs: number;

  constructor(address: EngineAddress, limitMs = 10_000) {
    this.address = address;
    this.#limitMs = limitMs;
  }

  async call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    limitMs = this.#limitMs,
  ): Promise<EngineAnswer> {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { ...this.address, method, path, agent: false, headers: { host: 'docker' } };
      request({ ...options, signal: AbortSignal.timeout(limitMs) }, resolve)
        .once('error', reject)
        .end();
    });
    return { status: answer.statusCode ?? 0, body: parse(await text(answer)) };
  }
}

async function text(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer.iterator()) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > ANSWER_LIMIT) throw new Error(`the engine's answer is longer than ${ANSWER_LIMIT} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(body: string): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body);
  } catch {
    return undefined;
  }
}
