import type { Duplex } from 'node:stream';
import type { Clock } from '../clock/clock.ts';
import { LdapProtocolError } from './errors.ts';
import { Framing } from './framing.ts';
import type { LdapHandler } from './handler.ts';
import { hangUp } from './hang-up.ts';
import { LDAP_LIMITS, type LdapLimits } from './limits.ts';
import type { LdapResult } from './message.ts';
import { Operations } from './operations.ts';
import { Outbox } from './outbox.ts';
import { readRequest } from './read-request.ts';
import { Refusal } from './refusals.ts';
import type { LdapRequest } from './requests.ts';
import { isAnswered } from './response-tags.ts';
import { extendedMessage, noticeOfDisconnection } from './responses.ts';
import { LayeredStream } from './security-layer.ts';
import { Silence } from './silence.ts';
import { isStartTls, startTlsAnswer } from './start-tls.ts';

export { LDAP_LIMITS, type LdapLimits } from './limits.ts';

export interface ServeOptions {
  readonly clock: Clock;
  readonly limits?: Partial<LdapLimits>;
  /** Whether the stream is TLS already. */
  readonly secure?: boolean;
  /** Puts TLS on the stream, as a server; without it StartTLS is answered as by a server that has no certificate. */
  readonly startTls?: (stream: Duplex) => Duplex;
  /** Told of an exception in the handler: a defect of the lab, answered with `other`. */
  readonly onDefect: (error: unknown) => void;
}

/** A connection that is being served. */
export interface ServedConnection {
  /** Resolves when the connection has gone; never rejects. */
  readonly over: Promise<void>;
  /** Says why and hangs up, whatever is under way. */
  disconnect(reason?: LdapResult): void;
}

/** Serves one connection until either side ends it. Resolves when the conversation is over; never rejects. */
export function serveLdap(stream: Duplex, handler: LdapHandler, options: ServeOptions): Promise<void> {
  return new LdapConnection(stream, handler, options).over;
}

/**
 * One connection: receive, frame, decode, check, answer. Bytes are taken in no faster than they are answered, and
 * answers are made no faster than the peer takes them, so what is held for a peer is bounded on both sides.
 */
export class LdapConnection implements ServedConnection {
  readonly over: Promise<void>;
  readonly #handler: LdapHandler;
  readonly #options: ServeOptions;
  readonly #framing: Framing;
  readonly #outbox: Outbox;
  readonly #operations: Operations;
  readonly #silence: Silence;
  readonly #ended: () => void;
  #stream: Duplex;
  #secure: boolean;
  #layered = false;
  #state: 'serving' | 'securing' | 'ending' = 'serving';
  #working = false;
  #peerEnded = false;

  constructor(stream: Duplex, handler: LdapHandler, options: ServeOptions) {
    const { clock, secure = false, onDefect } = options;
    const limits = { ...LDAP_LIMITS, ...options.limits };
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.over = promise;
    this.#ended = () => resolve(undefined);
    this.#stream = stream;
    this.#handler = handler;
    this.#options = options;
    this.#secure = secure;
    this.#framing = new Framing(() =>
      handler.authenticated ? limits.boundMessageBytes : limits.unboundMessageBytes,
    );
    this.#silence = new Silence(clock, limits, {
      isBusy: () => !this.#operations.idle,
      neverSpoke: () => this.#stream.destroy(),
      spokeTooLongAgo: () => {
        if (this.#state === 'ending') this.#stream.destroy();
        else this.disconnect(Refusal.idle);
      },
    });
    this.#outbox = new Outbox(stream, {
      clock,
      sendMs: limits.sendMs,
      drained: () => this.#drained(),
      stuck: () => this.#stream.destroy(),
    });
    this.#operations = new Operations({
      clock,
      handler,
      outbox: this.#outbox,
      unanswered: limits.unanswered,
      onDefect,
      bound: () => this.#bound(),
      answered: () => this.#answered(),
    });
    this.#listen(stream);
  }

  disconnect(reason: LdapResult = Refusal.closing): void {
    this.#hangUp(noticeOfDisconnection(reason));
  }

  readonly #receive = (chunk: Buffer): void => {
    this.#framing.add(chunk);
    this.#work();
  };

  readonly #end = (): void => {
    this.#peerEnded = true;
    if (this.#stream.writable) this.#work();
    else this.#hangUp();
  };

  readonly #close = (): void => {
    this.#state = 'ending';
    this.#silence[Symbol.dispose]();
    this.#outbox.close();
    this.#operations.abandonAll();
    this.#handler.closed?.();
    this.#ended();
  };

  #listen(stream: Duplex): void {
    stream.on('error', () => stream.destroy());
    stream.on('data', this.#receive).once('end', this.#end).once('close', this.#close);
  }

  /** Takes what has arrived, for as long as not too much waits for its answer. */
  #work(): void {
    if (this.#working) return;
    this.#working = true;
    try {
      while (this.#state === 'serving' && !this.#operations.full) {
        const message = this.#framing.next();
        if (message === undefined) break;
        this.#silence.touch();
        this.#take(readRequest(message), message.length);
      }
    } catch (error) {
      this.#refuse(error);
    }
    this.#working = false;
    this.#outbox.flush();
    this.#await();
  }

  #take(request: LdapRequest, bytes: number): void {
    const { operation } = request;
    if (isStartTls(operation)) this.#startTls(request.messageId);
    else if (isAnswered(request)) this.#operations.take(request, bytes);
    else if (operation.kind === 'abandon') this.#operations.abandon(operation.target);
    else this.#hangUp();
  }

  /** Reads on, waits, or ends when the peer has and nothing is left to say. */
  #await(): void {
    if (this.#state !== 'serving') return;
    if (this.#peerEnded && this.#operations.settled && !this.#outbox.full) return this.#hangUp();
    const behind = this.#operations.full;
    if (behind !== this.#stream.isPaused()) {
      if (behind) this.#stream.pause();
      else this.#stream.resume();
    }
  }

  #answered(): void {
    this.#silence.touch();
    this.#work();
  }

  #drained(): void {
    this.#silence.touch();
    this.#operations.goOn();
    this.#work();
  }

  /** A layer that a bind has agreed on begins behind that bind's answer (RFC 4513 section 5.2.1.3). */
  #bound(): void {
    const layer = this.#handler.takeLayer?.();
    if (layer === undefined) return;
    // What was said in clear behind the bind is not from whom the layer is agreed with, whether read already or not.
    if (this.#framing.partial || this.#operations.waiting) return this.disconnect(Refusal.undecodable);
    this.#outbox.flush();
    this.#stream.off('data', this.#receive).off('end', this.#end).off('close', this.#close);
    this.#layered = true;
    this.#goOnWith(new LayeredStream(this.#stream, layer));
  }

  #startTls(messageId: number): void {
    const { startTls } = this.#options;
    const able = startTls !== undefined;
    const answer = startTlsAnswer({
      able,
      secure: this.#secure || this.#layered,
      idle: this.#operations.idle,
    });
    this.#outbox.push(extendedMessage(messageId, answer));
    if (answer.code !== 0 || startTls === undefined) return;
    if (this.#framing.partial) throw new LdapProtocolError('bytes in clear behind a StartTLS request');
    this.#state = 'securing';
    this.#stream.pause();
    this.#stream.off('data', this.#receive).off('end', this.#end);
    this.#outbox.flush(() => this.#secured(startTls));
  }

  #secured(startTls: (stream: Duplex) => Duplex): void {
    if (this.#state !== 'securing') return;
    this.#stream.off('close', this.#close);
    this.#goOnWith(startTls(this.#stream));
    this.#secure = true;
    this.#state = 'serving';
    this.#handler.secured?.();
  }

  #goOnWith(stream: Duplex): void {
    this.#stream = stream;
    this.#outbox.move(stream);
    this.#listen(stream);
  }

  #refuse(error: unknown): void {
    if (!(error instanceof LdapProtocolError)) this.#options.onDefect(error);
    this.disconnect(Refusal.undecodable);
  }

  #hangUp(lastWord?: Buffer): void {
    if (this.#state === 'ending') return;
    this.#state = 'ending';
    this.#stream.off('data', this.#receive);
    this.#operations.abandonAll();
    this.#outbox.flush();
    // A peer that has ended its side is not waited for; should it not take our end, its silence runs out.
    if (this.#peerEnded && lastWord === undefined) {
      this.#stream.end();
      return;
    }
    this.#silence[Symbol.dispose]();
    hangUp(this.#stream, this.#options.clock, lastWord);
  }
}
