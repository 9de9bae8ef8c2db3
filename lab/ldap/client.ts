import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import {
  add,
  compare,
  extended,
  modify,
  modifyDn,
  remove,
  saslBind,
  search,
  simpleBind,
  unbindRequest,
  type ChangeFields,
  type Values,
  type WriteOperation,
} from './client-messages.ts';
import type {
  BindOptions,
  BindOutcome,
  ConnectLdapOptions,
  LdapOutcome,
  RequestOptions,
  SearchOptions,
  SearchOutcome,
  Trust,
} from './client-options.ts';
import { ClientSocket, connectionError } from './client-socket.ts';
import type { DirectoryServer } from './directory-server.ts';
import { encodeMessage } from './encoding.ts';
import type { LdapEntry } from './entry.ts';
import { LdapConnectionError, LdapProtocolError, LdapResultError } from './errors.ts';
import { Operation, type LdapControl } from './message.ts';
import { Oid } from './oids.ts';
import { pagedResults, pageOf } from './paging.ts';
import type { Response, ResponseResult } from './read-response.ts';
import { ResultCode } from './result-codes.ts';

export type { ChangeFields, Values } from './client-messages.ts';
export type * from './client-options.ts';
export type { DirectoryServer } from './directory-server.ts';
export { LdapEntry } from './entry.ts';
export { LdapConnectionError, LdapProtocolError, LdapResultError } from './errors.ts';
export { escapeFilterValue } from './filter-text.ts';
export { subCodeOf } from './sub-code.ts';

const ENTRY_LIMIT = 1_000_000;

/**
 * Connects over LDAPS unless told otherwise; the certificate must bear the server's name. Throws LdapConnectionError,
 * or the signal's reason when aborted.
 */
export async function connectLdap(options: ConnectLdapOptions): Promise<LdapClient> {
  const { server, trust, security = 'tls', signal } = options;
  signal?.throwIfAborted();
  const { host, port } = server;
  const socket =
    security === 'tls' ? connectTls({ host, port, ...identity(server, trust) }) : connectTcp({ host, port });
  socket.setNoDelay(true);
  const client = new LdapClient(server, socket, signal);
  try {
    const event = security === 'tls' ? 'secureConnect' : 'connect';
    await once(socket, event, signal === undefined ? {} : { signal });
    if (security === 'startTls') await secure(client, server.name, trust);
  } catch (error) {
    client.close();
    throw client.failure ?? connectionError(server.name, error);
  }
  return client;
}

async function secure(client: LdapClient, server: string, trust: Trust): Promise<void> {
  const { code, diagnosticMessage } = await client.startTls(trust);
  if (code !== ResultCode.success) throw new LdapConnectionError(server, `StartTLS: ${diagnosticMessage}`);
}

function identity({ name, trust: own }: DirectoryServer, trust: Trust): object {
  const ca = [trust, own ?? []].flat();
  return { servername: name, ca, minVersion: 'TLSv1.2' };
}

/** One LDAP connection, one operation at a time. Calls reject with LdapConnectionError when there is no answer. */
export class LdapClient implements Disposable {
  readonly #server: DirectoryServer;
  readonly #socket: ClientSocket;
  #lastId = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(server: DirectoryServer, socket: Socket, signal: AbortSignal | undefined) {
    this.#server = server;
    this.#socket = new ClientSocket(server.name, socket);
    const abort = (): void => {
      this.#socket.fail(abortReason(signal?.reason));
    };
    signal?.addEventListener('abort', abort, { once: true });
    socket.once('close', () => signal?.removeEventListener('abort', abort));
  }

  /** Why the connection is of no more use. */
  get failure(): Error | undefined {
    return this.#socket.failure;
  }

  /** Simple bind. A refusal is an outcome. */
  bind(name: string, password: string, options: BindOptions = {}): Promise<BindOutcome> {
    const { requestId, controls = [], version } = options;
    const all = requestId === undefined ? controls : [...controls, requestIdControl(requestId)];
    return this.#request(simpleBind(name, password, version), Operation.bindResponse, all);
  }

  bindSasl(mechanism: string, token?: Uint8Array, options: RequestOptions = {}): Promise<BindOutcome> {
    return this.#request(saslBind(mechanism, token), Operation.bindResponse, options.controls);
  }

  /** Throws LdapResultError when the answer is not success, FilterSyntaxError. */
  async search(options: SearchOptions): Promise<LdapEntry[]> {
    const { entries, code, diagnosticMessage } = await this.searchOutcome(options);
    if (code !== ResultCode.success)
      throw new LdapResultError(`a search under ${options.base}`, code, diagnosticMessage);
    return [...entries];
  }

  /** The same, with what was found before a refusal. Throws FilterSyntaxError. */
  searchOutcome(options: SearchOptions): Promise<SearchOutcome> {
    return this.#inTurn(async () => {
      const found = new Found();
      let cookie = Buffer.alloc(0);
      for (;;) {
        const page: LdapOutcome = await this.#searchPage(options, cookie, found);
        const next = page.code === ResultCode.success ? pageOf(page.controls)?.cookie : undefined;
        if (options.pageSize === undefined || next === undefined || next.length === 0)
          return { ...page, entries: found.entries, references: found.references };
        cookie = Buffer.from(next);
      }
    });
  }

  add(dn: string, attributes: Values, options: RequestOptions = {}): Promise<LdapOutcome> {
    return this.#request(add(dn, attributes), Operation.addResponse, options.controls);
  }

  modify(dn: string, changes: readonly ChangeFields[], options: RequestOptions = {}): Promise<LdapOutcome> {
    return this.#request(modify(dn, changes), Operation.modifyResponse, options.controls);
  }

  /** Renames, and moves when given a new parent. */
  modifyDn(
    dn: string,
    to: { readonly newRdn: string; readonly deleteOldRdn?: boolean; readonly newSuperior?: string },
    options: RequestOptions = {},
  ): Promise<LdapOutcome> {
    const operation = modifyDn(dn, to.newRdn, to.deleteOldRdn ?? true, to.newSuperior);
    return this.#request(operation, Operation.modifyDnResponse, options.controls);
  }

  delete(dn: string, options: RequestOptions = {}): Promise<LdapOutcome> {
    return this.#request(remove(dn), Operation.deleteResponse, options.controls);
  }

  compare(
    dn: string,
    attribute: string,
    value: string | Uint8Array,
    options: RequestOptions = {},
  ): Promise<LdapOutcome> {
    return this.#request(compare(dn, attribute, value), Operation.compareResponse, options.controls);
  }

  extended(oid: string, value?: Uint8Array, options: RequestOptions = {}): Promise<LdapOutcome> {
    return this.#request(extended(oid, value), Operation.extendedResponse, options.controls);
  }

  /** Asks for TLS on this connection and, granted, shakes hands; the certificate must bear the server's name. */
  startTls(trust: Trust): Promise<LdapOutcome> {
    return this.#inTurn(async () => {
      const outcome = await this.#exchange(extended(Oid.startTls), Operation.extendedResponse);
      if (outcome.code === ResultCode.success) await this.#shakeHands(trust);
      return outcome;
    });
  }

  /** Unbinds and closes; calls under way reject. */
  close(): void {
    this.#socket.end(unbindRequest(++this.#lastId));
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async #shakeHands(trust: Trust): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<TLSSocket>();
    this.#socket.replace((socket) => {
      const secured = connectTls({ socket, ...identity(this.#server, trust) });
      resolve(secured);
      return secured;
    });
    try {
      await once(await promise, 'secureConnect');
    } catch (error) {
      throw this.#socket.fail(connectionError(this.#server.name, error));
    }
  }

  /** One page, or the whole search when no page size is asked for. */
  #searchPage(options: SearchOptions, cookie: Buffer, found: Found): Promise<LdapOutcome> {
    const { filter = '(objectClass=*)', attributes = [], sizeLimit = 0, pageSize, controls = [] } = options;
    const paging = pageSize === undefined ? [] : [pagedResults({ size: pageSize, cookie })];
    const operation = search({ ...options, filter, attributes, sizeLimit });
    return this.#exchange(operation, Operation.searchResultDone, [...controls, ...paging], (item) => {
      found.take(item);
      if (found.entries.length > ENTRY_LIMIT)
        throw new LdapConnectionError(this.#server.name, 'too many entries');
    });
  }

  #request(operation: WriteOperation, tag: number, controls?: readonly LdapControl[]): Promise<LdapOutcome> {
    return this.#inTurn(() => this.#exchange(operation, tag, controls));
  }

  async #inTurn<T>(operation: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(operation);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** Sends a request and resolves with its result; `meanwhile` gets what comes before that. */
  #exchange(
    operation: WriteOperation,
    tag: number,
    controls: readonly LdapControl[] = [],
    meanwhile?: (item: Exclude<Response, ResponseResult>) => void,
  ): Promise<LdapOutcome> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#socket.send(id, encodeMessage(id, operation, controls), {
        fail: reject,
        take: ({ operation: response, controls: answered }) => {
          if (response.kind !== 'result' && meanwhile !== undefined) return meanwhile(response);
          if (response.kind !== 'result' || response.tag !== tag)
            throw new LdapProtocolError('an operation in answer to another');
          this.#socket.forget(id);
          resolve(outcomeOf(response, answered));
        },
      });
    });
  }
}

/** What a search has found so far, over all its pages. */
class Found {
  readonly entries: LdapEntry[] = [];
  readonly references: (readonly string[])[] = [];

  take(item: Exclude<Response, ResponseResult>): void {
    if (item.kind === 'entry') this.entries.push(item.entry);
    else this.references.push(item.references);
  }
}

/** Values are copied: an outcome outlives the piece of the stream that it came in. */
function outcomeOf(response: ResponseResult, controls: readonly LdapControl[]): LdapOutcome {
  const { code, matchedDn, diagnosticMessage, referrals, oid, value } = response;
  const said = { code, matchedDn, diagnosticMessage, referrals, oid };
  const own = controls.map((each) => ({ ...each, value: each.value && Buffer.from(each.value) }));
  return { ...said, value: value && Buffer.from(value), controls: own };
}

function requestIdControl(requestId: string): LdapControl {
  return { oid: Oid.requestId, critical: false, value: Buffer.from(requestId) };
}

function abortReason(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted');
}
