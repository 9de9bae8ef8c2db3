import type { Socket } from 'node:net';
import type { Message } from './envelope.ts';
import { LdapConnectionError, LdapProtocolError } from './errors.ts';
import { Framing } from './framing.ts';
import { readResponse, type Response } from './read-response.ts';

const MESSAGE_LIMIT = 16 * 1024 * 1024;

/** Who waits for the answers to one request. */
export interface Listener {
  readonly take: (response: Message<Response>) => void;
  readonly fail: (error: Error) => void;
}

/** The client's end of one connection: bytes to responses, and the first reason why it is of no more use. */
export class ClientSocket {
  readonly #server: string;
  #socket: Socket;
  readonly #listeners = new Map<number, Listener>();
  #framing = new Framing(() => MESSAGE_LIMIT);
  #failure: Error | undefined;

  constructor(server: string, socket: Socket) {
    this.#server = server;
    this.#socket = socket;
    this.#attach();
  }

  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Sends a request and hands its answers to the listener until it is told to forget them. */
  send(id: number, request: Buffer, listener: Listener): void {
    if (this.#failure !== undefined) return listener.fail(this.#failure);
    this.#listeners.set(id, listener);
    this.#socket.write(request);
  }

  forget(id: number): void {
    this.#listeners.delete(id);
  }

  /** Puts another stream in the place of this one, such as TLS on it. */
  replace(wrap: (socket: Socket) => Socket): void {
    this.#socket.removeAllListeners('data');
    this.#socket.removeAllListeners('close');
    this.#socket = wrap(this.#socket);
    this.#framing = new Framing(() => MESSAGE_LIMIT);
    this.#attach();
  }

  /** Remembers the first reason, which is what callers get, and gives up the connection. */
  fail(error: Error): Error {
    const failure = this.#give(error);
    this.#socket.destroy();
    return failure;
  }

  /** Says goodbye; requests under way fail. */
  end(goodbye: Buffer): void {
    const polite = this.#socket.writable && !this.#socket.connecting && this.#failure === undefined;
    this.#give(new LdapConnectionError(this.#server, 'closed by the caller'));
    if (polite) this.#socket.end(goodbye);
    this.#socket.destroySoon();
  }

  #attach(): void {
    this.#socket.on('error', (error) => this.fail(connectionError(this.#server, error)));
    this.#socket.once('close', () => {
      this.#give(new LdapConnectionError(this.#server, 'the connection is gone'));
    });
    this.#socket.on('data', (chunk: Buffer) => this.#receive(chunk));
  }

  #receive(chunk: Buffer): void {
    try {
      for (const message of this.#framing.push(chunk)) this.#hand(readResponse(message));
    } catch (error) {
      this.fail(connectionError(this.#server, error));
    }
  }

  #hand(response: Message<Response>): void {
    const { messageId, operation } = response;
    if (messageId === 0) {
      const notice = operation.kind === 'result' ? operation.diagnosticMessage : 'unsolicited message';
      throw new LdapConnectionError(this.#server, notice);
    }
    const listener = this.#listeners.get(messageId);
    if (listener === undefined) throw new LdapProtocolError('an answer to no question');
    listener.take(response);
  }

  #give(error: Error): Error {
    this.#failure ??= error;
    const listeners = [...this.#listeners.values()];
    this.#listeners.clear();
    for (const { fail } of listeners) fail(this.#failure);
    return this.#failure;
  }
}

/** The error as the client's callers know it. */
export function connectionError(server: string, error: unknown): Error {
  if (error instanceof LdapConnectionError || error instanceof LdapProtocolError) return error;
  return new LdapConnectionError(server, error instanceof Error ? error.message : String(error));
}
