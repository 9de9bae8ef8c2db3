import type { Duplex } from 'node:stream';
import type { Clock } from '../clock/clock.ts';
import { LdapProtocolError } from './errors.ts';
import { Framing } from './framing.ts';
import type { LdapHandler } from './handler.ts';
import { IdleLimit } from './idle-limit.ts';
import { Operation } from './message.ts';
import { readRequest, type LdapRequest } from './requests.ts';
import { entryMessage, extendedMessage, noticeOfDisconnection, resultMessage } from './responses.ts';
import { readEnvelope } from './structure.ts';

/** Limits of one connection; the defaults are those of a domain controller's LDAP policy where it has one. */
export interface LdapLimits {
  /** Largest message before and after authentication, in bytes. */
  readonly unboundMessageBytes: number;
  readonly boundMessageBytes: number;
  /** Lab milliseconds without a request before the connection is closed (MaxConnIdleTime). */
  readonly idleMs: number;
}

export const LDAP_LIMITS: LdapLimits = {
  unboundMessageBytes: 256 * 1024,
  boundMessageBytes: 10 * 1024 * 1024,
  idleMs: 900_000,
};

export interface ServeOptions {
  readonly clock: Clock;
  readonly limits?: LdapLimits;
  /** Told of an exception in the handler: a defect of the lab, answered with `other`. */
  readonly onDefect: (error: unknown) => void;
}

const BATCH_BYTES = 64 * 1024;
const CLOSING_MS = 5_000;

/**
 * Serves one connection until either side ends it: receive, frame, check, decode, answer. One request is answered
 * before the next is read, and answers wait for the peer to take them, so what is unanswered never grows.
 * Resolves when the conversation is over; never rejects.
 */
export async function serveLdap(stream: Duplex, handler: LdapHandler, options: ServeOptions): Promise<void> {
  const { clock, limits = LDAP_LIMITS } = options;
  stream.on('error', () => stream.destroy());
  using idle = new IdleLimit(clock, limits.idleMs, () => stream.destroy());
  const framing = new Framing(() =>
    handler.authenticated ? limits.boundMessageBytes : limits.unboundMessageBytes,
  );
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      for (const message of framing.push(chunk)) {
        idle.touch();
        const request = readRequest(readEnvelope(message));
        if (request.operation.kind === 'unbind') return hangUp(stream, clock);
        for (const bytes of batched(answer(request, handler, options.onDefect))) await deliver(stream, bytes);
      }
    }
    hangUp(stream, clock);
  } catch (error) {
    hangUp(stream, clock, error instanceof LdapProtocolError ? noticeOfDisconnection() : undefined);
  }
}

/** Messages that answer one request, in order. */
function* answer(
  request: LdapRequest,
  handler: LdapHandler,
  onDefect: (error: unknown) => void,
): Generator<Buffer> {
  try {
    yield* respond(request, handler);
  } catch (error) {
    if (error instanceof LdapProtocolError) throw error;
    onDefect(error);
    throw new LdapProtocolError('the handler failed');
  }
}

function* respond({ messageId, operation, controls }: LdapRequest, handler: LdapHandler): Generator<Buffer> {
  switch (operation.kind) {
    case 'bind':
      return yield resultMessage(messageId, Operation.bindResponse, handler.bind(operation, controls));
    case 'search': {
      const found = handler.search(operation, controls);
      for (const entry of found.entries) yield entryMessage(messageId, entry);
      return yield resultMessage(messageId, Operation.searchResultDone, found.result, found.controls);
    }
    case 'compare':
      return yield resultMessage(messageId, Operation.compareResponse, handler.compare(operation));
    case 'extended':
      return yield extendedMessage(messageId, handler.extended(operation));
    case 'write':
      return yield resultMessage(messageId, operation.responseTag, handler.write(operation));
    case 'abandon':
    case 'unbind':
  }
}

function* batched(messages: Iterable<Buffer>): Generator<Buffer> {
  let batch: Buffer[] = [];
  let size = 0;
  for (const message of messages) {
    batch.push(message);
    size += message.length;
    if (size < BATCH_BYTES) continue;
    yield Buffer.concat(batch);
    [batch, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(batch);
}

/** Writes, and waits while the peer is slow to read. */
async function deliver(stream: Duplex, bytes: Buffer): Promise<void> {
  if (stream.write(bytes) || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.once('drain', done).once('close', done);
  });
}

/**
 * Ends our side with a last word if there is one. The connection goes when the peer has ended its side too, so that
 * what is on its way arrives.
 */
function hangUp(stream: Duplex, clock: Clock, lastWord?: Buffer): void {
  if (stream.destroyed) return;
  const limit = clock.after(CLOSING_MS, 'LDAP connection closing', () => stream.destroy());
  stream.once('close', () => limit.cancel());
  if (stream.writable) stream.end(lastWord);
  stream.resume();
}
