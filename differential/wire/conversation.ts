import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { wallDeadline } from '../../lab/clock/wall.ts';
import { DifferentialError } from '../errors.ts';
import { readElement, type Element } from './ber.ts';
import { message, type Control } from './requests.ts';
import { readReply, type Reply } from './replies.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
  /** Name that the certificate must bear, and who must have issued it; without them the connection is plain. */
  readonly tls?: { readonly name: string; readonly trust: string } | undefined;
}

/** What a request came to: its answers, the connection's end, or nothing within the time. */
export interface Outcome {
  readonly replies: readonly Reply[];
  readonly end: 'answered' | 'closed' | 'silent';
}

const SEARCH_PARTS = [0x64, 0x73];

/** One LDAP connection of a case; unlike a client's it may send anything. */
export class Conversation implements Disposable {
  #socket: Socket;
  #held: Buffer = Buffer.alloc(0);
  readonly #messages: Element[] = [];
  #closed = false;
  #wake = (): void => {};
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  static async open({ host, port, tls }: Address): Promise<Conversation> {
    const socket = tls
      ? connectTls({ host, port, servername: tls.name, ca: tls.trust })
      : connect({ host, port });
    await once(socket, tls ? 'secureConnect' : 'connect');
    return new Conversation(socket.setNoDelay(true));
  }

  /** Sends one operation and gathers its answers. */
  ask(operation: Buffer, controls: readonly Control[] = []): Promise<Outcome> {
    const id = ++this.#lastId;
    return this.send(message(id, operation, controls), 1);
  }

  /** Sends bytes as they are and waits for as many final answers. */
  async send(bytes: Buffer, answers: number, withinMs = 30_000): Promise<Outcome> {
    this.#socket.write(bytes);
    const replies: Reply[] = [];
    let wanted = answers;
    while (wanted > 0) {
      const next = await this.#next(withinMs);
      if (typeof next === 'string') return { replies, end: next };
      const reply = readReply(next);
      replies.push(reply);
      if (!SEARCH_PARTS.includes(reply.tag)) wanted--;
    }
    return { replies, end: 'answered' };
  }

  /** Puts TLS over the connection, as after a StartTLS that was granted. */
  async secure(name: string, trust: string): Promise<void> {
    this.#socket.removeAllListeners('data');
    const plain = this.#socket;
    this.#socket = connectTls({ socket: plain, servername: name, ca: trust });
    await once(this.#socket, 'secureConnect');
    this.#held = Buffer.alloc(0);
    this.#listen();
  }

  get encrypted(): boolean {
    return this.#socket instanceof TLSSocket;
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #listen(): void {
    const end = (): void => {
      this.#closed = true;
      this.#wake();
    };
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#socket.on('error', end).on('close', end);
  }

  /** Cuts what has come into messages. */
  #take(chunk: Buffer): void {
    this.#held = Buffer.concat([this.#held, chunk]);
    for (let next = readElement(this.#held); next !== undefined; next = readElement(this.#held)) {
      this.#messages.push(next.element);
      this.#held = next.rest;
    }
    this.#wake();
  }

  async #next(withinMs: number): Promise<Element | Exclude<Outcome['end'], 'answered'>> {
    const late = new DifferentialError('no answer');
    for (;;) {
      const found = this.#messages.shift();
      if (found !== undefined) return found;
      if (this.#closed) return 'closed';
      const woken = new Promise<void>((resolve) => (this.#wake = resolve));
      try {
        await wallDeadline(withinMs, woken, () => late);
      } catch {
        return 'silent';
      }
    }
  }
}
