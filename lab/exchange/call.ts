import type { Dispatcher } from 'undici';
import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import { ask, type Answer } from '../http/ask.ts';

export interface Call {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
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

/** Throws PeerUnavailableError. */
export async function send(out: Outbound, { url, ...call }: Call): Promise<Answer> {
  using limit = deadline(out.clock, out.limitMs, `Exchange asking ${new URL(url).hostname}`);
  try {
    return await ask(url, { ...call, dispatcher: out.dispatcher, signal: limit.signal });
  } catch (error) {
    throw new PeerUnavailableError(url, error instanceof Error ? error.message : String(error));
  }
}
