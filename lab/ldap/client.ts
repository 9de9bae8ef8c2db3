import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { bindRequest, readEntry, readResult, searchRequest, unbindRequest } from './client-messages.ts';
import type { DirectoryServer } from './directory-server.ts';
import type { LdapEntry } from './entry.ts';
import { LdapConnectionError, LdapProtocolError, LdapResultError } from './errors.ts';
import { Framing } from './framing.ts';
import { Operation, type LdapControl, type Scope } from './message.ts';
import { Oid } from './oids.ts';
import { pagedResults, pageOf } from './paging.ts';
import { ResultCode } from './result-codes.ts';
import { readEnvelope, type Envelope } from './structure.ts';

export type { DirectoryServer } from './directory-server.ts';
export { LdapEntry } from './entry.ts';
export { LdapConnectionError, LdapProtocolError, LdapResultError } from './errors.ts';
export { escapeFilterValue } from './filter-text.ts';
export { subCodeOf } from './sub-code.ts';

export interface ConnectLdapOptions {
  readonly server: DirectoryServer;
  /** Authorities in PEM whose certificates the caller's host trusts. */
  readonly trust: string | readonly string[];
  /** Aborting it destroys the connection, now and later; the call under way rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface BindOutcome {
  /** LDAP result code: 0 success, 49 invalid credentials, … */
  readonly code: number;
  /** For a refused bind the text that `subCodeOf` reads. */
  readonly diagnosticMessage: string;
}

export interface BindOptions {
  /** The pass-through request that the bind is for; the lab's domain controllers note it. */
  readonly requestId?: string | undefined;
}

export interface SearchOptions {
  readonly base: string;
  readonly scope: Scope;
  /** RFC 4515; `(objectClass=*)` unless given. */
  readonly filter?: string;
  /** All user attributes unless given. */
  readonly attributes?: readonly string[];
  /** Fetches page after page of this size (RFC 2696); without it the server's own limit holds. */
  readonly pageSize?: number;
}

const MESSAGE_LIMIT = 16 * 1024 * 1024;
const ENTRY_LIMIT = 1_000_000;

/**
 * Connects over LDAPS; the certificate must bear the server's name. Throws LdapConnectionError, or the signal's
 * reason when aborted.
 */
export async function connectLdap(options: ConnectLdapOptions): Promise<LdapClient> {
  const { server, trust, signal } = options;
  signal?.throwIfAborted();
  const socket = connect({
    host: server.host,
    port: server.port,
    servername: server.name,
    ca: typeof trust === 'string' ? trust : [...trust],
    minVersion: 'TLSv1.2',
  });
  socket.setNoDelay(true);
  const client = new LdapClient(server.name, socket, signal);
  try {
    await once(socket, 'secureConnect', signal === undefined ? {} : { signal });
  } catch (error) {
    client.close();
    throw client.failure ?? connectionError(server.name, error);
  }
  return client;
}

/** One LDAP connection, one operation at a time. */
export class LdapClient implements Disposable {
  readonly #server: string;
  readonly #socket: TLSSocket;
  readonly #incoming: AsyncGenerator<Envelope, void>;
  #failure: Error | undefined;
  #lastId = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(server: string, socket: TLSSocket, signal: AbortSignal | undefined) {
    this.#server = server;
    this.#socket = socket;
    this.#incoming = receive(socket);
    const abort = (): void => {
      this.#fail(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    signal?.addEventListener('abort', abort, { once: true });
    socket.on('error', (error) => this.#fail(connectionError(server, error)));
    socket.once('close', () => {
      signal?.removeEventListener('abort', abort);
      this.#failure ??= new LdapConnectionError(server, 'the connection is gone');
    });
  }

  /** Why the connection is of no more use. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Simple bind. A refusal is an outcome; throws LdapConnectionError when there is no answer. */
  bind(name: string, password: string, options: BindOptions = {}): Promise<BindOutcome> {
    const controls = options.requestId === undefined ? [] : [requestIdControl(options.requestId)];
    return this.#inTurn(async () => {
      const id = ++this.#lastId;
      const { operation } = await this.#exchange(bindRequest(id, name, password, controls), id);
      return readResult(expectOperation(operation.tag, Operation.bindResponse, operation));
    });
  }

  /** Throws LdapResultError when the answer is not success, LdapConnectionError when there is none, FilterSyntaxError. */
  search(options: SearchOptions): Promise<LdapEntry[]> {
    return this.#inTurn(async () => {
      const entries: LdapEntry[] = [];
      let cookie: Buffer | undefined = Buffer.alloc(0);
      while (cookie !== undefined) cookie = await this.#searchPage(options, cookie, entries);
      return entries;
    });
  }

  /** Unbinds and closes; calls under way reject. */
  close(): void {
    if (this.#socket.writable && !this.#socket.connecting) this.#socket.end(unbindRequest(++this.#lastId));
    this.#fail(new LdapConnectionError(this.#server, 'closed by the caller'), false);
    this.#socket.destroySoon();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** One page, or the whole search when no page size is asked for; answers the cookie for the next page. */
  async #searchPage(
    options: SearchOptions,
    cookie: Buffer,
    entries: LdapEntry[],
  ): Promise<Buffer | undefined> {
    const { base, scope, filter = '(objectClass=*)', attributes = [], pageSize } = options;
    const controls = pageSize === undefined ? [] : [pagedResults({ size: pageSize, cookie })];
    const id = ++this.#lastId;
    const request = searchRequest(id, { base, scope, filter, attributes, sizeLimit: 0 }, controls);
    for (let answer = await this.#exchange(request, id); ; answer = await this.#next(id)) {
      const { operation } = answer;
      if (operation.tag === Operation.searchResultEntry) entries.push(readEntry(operation));
      if (entries.length > ENTRY_LIMIT)
        throw this.#fail(new LdapConnectionError(this.#server, 'too many entries'));
      if (operation.tag !== Operation.searchResultDone) continue;
      const { code, diagnosticMessage } = readResult(operation);
      if (code !== ResultCode.success)
        throw new LdapResultError(`a search under ${base}`, code, diagnosticMessage);
      const next = pageOf(answer.controls)?.cookie;
      return next === undefined || next.length === 0 ? undefined : Buffer.from(next);
    }
  }

  async #inTurn<T>(operation: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(operation);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #exchange(request: Buffer, id: number): Promise<Envelope> {
    if (this.#failure !== undefined) throw this.#failure;
    this.#socket.write(request);
    return this.#next(id);
  }

  async #next(id: number): Promise<Envelope> {
    try {
      const { value: envelope } = await this.#incoming.next();
      if (envelope === undefined) throw new LdapConnectionError(this.#server, 'closed by the server');
      if (envelope.messageId === 0) throw new LdapConnectionError(this.#server, noticeOf(envelope));
      if (envelope.messageId !== id) throw new LdapProtocolError('an answer to no question');
      return envelope;
    } catch (error) {
      throw this.#fail(connectionError(this.#server, error));
    }
  }

  /** Remembers the first reason, which is what callers get, and gives up the connection. */
  #fail(error: Error, destroy = true): Error {
    this.#failure ??= error;
    if (destroy) this.#socket.destroy();
    return this.#failure;
  }
}

async function* receive(socket: TLSSocket): AsyncGenerator<Envelope, void> {
  const framing = new Framing(() => MESSAGE_LIMIT);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    for (const message of framing.push(chunk)) yield readEnvelope(message);
  }
}

function requestIdControl(requestId: string): LdapControl {
  return { oid: Oid.requestId, critical: false, value: Buffer.from(requestId) };
}

function expectOperation<T>(tag: number, wanted: number, operation: T): T {
  if (tag !== wanted) throw new LdapProtocolError(`operation 0x${tag.toString(16)} in answer to another`);
  return operation;
}

function noticeOf({ operation }: Envelope): string {
  return operation.tag === Operation.extendedResponse
    ? readResult(operation).diagnosticMessage
    : 'unsolicited message';
}

function connectionError(server: string, error: unknown): Error {
  if (error instanceof LdapConnectionError || error instanceof LdapProtocolError) return error;
  return new LdapConnectionError(server, error instanceof Error ? error.message : String(error));
}
