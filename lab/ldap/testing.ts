import { duplexPair, type Duplex } from 'node:stream';
import { LabClock } from '../clock/lab-clock.ts';
import { LdapConnection, type ServeOptions } from './connection.ts';
import { LdapProtocolError } from './errors.ts';
import { Framing } from './framing.ts';
import type { LdapHandler } from './handler.ts';
import { readResponse } from './read-response.ts';
import { ResultCode } from './result-codes.ts';

/** A handler that lets everybody in and finds one entry. */
export const everybody: LdapHandler = {
  authenticated: false,
  controls: new Set(['1.2.3']),
  bind: ({ credentials }) => ({ code: credentials.kind === 'sasl' ? ResultCode.authMethodNotSupported : 0 }),
  search: () => ({ entries: [{ dn: 'CN=a', attributes: [['cn', ['a']]] }], result: { code: 0 } }),
  add: () => ({ code: ResultCode.entryAlreadyExists }),
  modify: () => ({ code: ResultCode.insufficientAccessRights }),
  modifyDn: () => ({ code: ResultCode.unwillingToPerform }),
  delete: () => ({ code: ResultCode.noSuchObject }),
  compare: () => ({ code: ResultCode.compareTrue }),
  extended: ({ oid }) => ({ code: ResultCode.protocolError, oid }),
};

/** One connection without a network, on a frozen clock of its own. */
export class Line {
  readonly clock = new LabClock({ epoch: 0, mode: 'frozen' });
  readonly peer: Duplex;
  /** The server's end. */
  readonly served: Duplex;
  readonly connection: LdapConnection;
  readonly defects: unknown[] = [];
  readonly #answers: string[] = [];
  #changed = Promise.withResolvers<undefined>();
  #ended = false;

  constructor(handler: LdapHandler, options: Partial<ServeOptions> = {}) {
    const [peer, served] = duplexPair();
    this.peer = peer;
    this.served = served;
    this.connection = new LdapConnection(served, handler, {
      clock: this.clock.for('DC1'),
      onDefect: (error) => this.defects.push(error),
      ...options,
    });
  }

  send(...messages: Buffer[]): this {
    this.peer.write(Buffer.concat(messages));
    return this;
  }

  /** Begins to read; until then the peer is one that does not. */
  listen(): this {
    const framing = new Framing(() => 100_000_000);
    this.peer.on('data', (chunk: Buffer) => {
      for (const message of framing.push(chunk)) this.#answers.push(spoken(message));
      this.#change();
    });
    this.peer.once('end', () => {
      this.#ended = true;
      this.#change();
    });
    return this;
  }

  /** Answers once there are so many: `<message id>:<tag>:<result code>`, an entry's code being `entry`. */
  async answers(count: number): Promise<string[]> {
    while (this.#answers.length < count && !this.#ended) await this.#changed.promise;
    return this.#answers.slice(0, count);
  }

  /** All answers, once the server has ended its side. */
  async rest(): Promise<string[]> {
    while (!this.#ended) await this.#changed.promise;
    return this.#answers;
  }

  #change(): void {
    this.#changed.resolve(undefined);
    this.#changed = Promise.withResolvers<undefined>();
  }
}

function spoken(message: Buffer): string {
  const { messageId, operation } = readResponse(message);
  if (operation.kind !== 'result') return `${messageId}:${operation.kind}`;
  return `${messageId}:${operation.tag.toString(16)}:${operation.code}`;
}

/** Sends the bytes, ends, and answers what came back. */
export async function converse(bytes: Buffer, handler = everybody): Promise<string[]> {
  const line = new Line(handler).listen();
  line.peer.end(bytes);
  const answers = await line.rest();
  await line.connection.over;
  if (line.defects.length > 0) throw new AggregateError(line.defects, 'the handler failed');
  return answers;
}

/** What reading comes to: a value, or the one error that is foreseen. */
export function outcome<T>(read: () => T): T | 'refused' {
  try {
    return read();
  } catch (error) {
    if (error instanceof LdapProtocolError) return 'refused';
    throw error;
  }
}
