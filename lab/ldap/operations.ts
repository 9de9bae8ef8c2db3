import type { Clock } from '../clock/clock.ts';
import { answerTo, type Answered } from './answer.ts';
import { LdapProtocolError, LdapRefusalError } from './errors.ts';
import type { LdapHandler, SearchDone } from './handler.ts';
import { Operation, type LdapResult } from './message.ts';
import type { Outbox } from './outbox.ts';
import { Refusal } from './refusals.ts';
import type { LdapRequest } from './requests.ts';
import { responseTag, type AnsweredOperation } from './response-tags.ts';
import { resultMessage } from './responses.ts';
import { SearchRun } from './search-run.ts';

export interface OperationsOptions {
  readonly clock: Clock;
  readonly handler: LdapHandler;
  readonly outbox: Outbox;
  /** Requests taken and not yet answered, at most. */
  readonly unanswered: number;
  readonly onDefect: (error: unknown) => void;
  /** A bind has been answered. */
  readonly bound: () => void;
  /** A request that had to be waited for has been answered. */
  readonly answered: () => void;
}

type Request = LdapRequest<AnsweredOperation>;

/** Requests that wait for their turn, in bytes, beyond the last one taken. */
const WAITING_BYTES = 1024 * 1024;

/**
 * The requests of one connection that are taken and not yet answered. They start in their order, each when those before
 * it are answered and the peer has taken their answers; but searches that walk let others start beside them, except
 * binds, which have the connection to themselves (RFC 4511 section 4.2.1).
 */
export class Operations {
  readonly #options: OperationsOptions;
  readonly #waiting: Request[] = [];
  #waitingBytes = 0;
  readonly #searches = new Map<number, SearchRun>();
  /** Message id of the request whose answer the handler still owes. */
  #owed: number | undefined;
  #starting = false;
  #over = false;

  constructor(options: OperationsOptions) {
    this.#options = options;
  }

  get idle(): boolean {
    return this.#owed === undefined && this.#searches.size === 0 && this.#waiting.length === 0;
  }

  /** Whether nothing is under way but searches that wait for something to happen. */
  get settled(): boolean {
    return this.#owed === undefined && this.#waiting.length === 0 && this.#atRest();
  }

  /** Whether no more is to be taken for now. */
  get full(): boolean {
    const owed = this.#owed === undefined ? 0 : 1;
    const count = owed + this.#waiting.length + this.#searches.size;
    return count >= this.#options.unanswered || this.#waitingBytes >= WAITING_BYTES;
  }

  /** Whether requests have been read whose turn has not come. */
  get waiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Starts a request, or keeps it until its turn. Throws LdapProtocolError for a message id that is in use. */
  take(request: Request, bytes: number): void {
    const { messageId } = request;
    if (this.#isTaken(messageId)) throw new LdapProtocolError(`message id ${messageId} is in use`);
    this.#waiting.push(request);
    this.#startWaiting();
    if (this.#waiting.length > 0) this.#waitingBytes += bytes;
  }

  /** The peer has taken what was on its way to it. */
  goOn(): void {
    this.#startWaiting();
    for (const search of this.#searches.values()) search.go();
  }

  /** An abandoned request gets no answer, and its abandonment none either (RFC 4511 section 4.11). */
  abandon(id: number): void {
    this.#abandonSearch(id);
    const waiting = this.#waiting.findIndex(({ messageId }) => messageId === id);
    if (waiting >= 0 && this.#waiting[waiting]?.operation.kind !== 'bind') this.#waiting.splice(waiting, 1);
    this.#startWaiting();
  }

  abandonAll(): void {
    this.#over = true;
    this.#waiting.length = 0;
    for (const id of [...this.#searches.keys()]) this.#abandonSearch(id);
  }

  #isTaken(id: number): boolean {
    if (this.idle) return false;
    return (
      this.#owed === id || this.#searches.has(id) || this.#waiting.some(({ messageId }) => messageId === id)
    );
  }

  #abandonSearch(id: number): void {
    const search = this.#searches.get(id);
    this.#searches.delete(id);
    try {
      search?.abandon();
    } catch (error) {
      this.#options.onDefect(error);
    }
  }

  /** Not from within itself: what starts may be answered at once, and that is no reason to nest. */
  #startWaiting(): void {
    if (this.#starting) return;
    this.#starting = true;
    for (let next = this.#waiting[0]; next !== undefined && this.#mayStart(next); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#start(next);
    }
    this.#starting = false;
    if (this.#waiting.length === 0) this.#waitingBytes = 0;
  }

  #mayStart({ operation }: Request): boolean {
    if (this.#owed !== undefined || this.#options.outbox.full) return false;
    return operation.kind !== 'bind' || this.#atRest();
  }

  #atRest(): boolean {
    return [...this.#searches.values()].every((search) => search.asleep);
  }

  #start(request: Request): void {
    // What still waits for something to happen ends with a bind (RFC 4511 section 4.2.1).
    if (request.operation.kind === 'bind')
      [...this.#searches.keys()].forEach((id) => this.#abandonSearch(id));
    try {
      const answer = answerTo(request, this.#options.handler);
      if (answer instanceof Promise) this.#owe(request, answer);
      else this.#settle(request, answer);
    } catch (error) {
      this.#fail(request, error);
    }
  }

  #owe(request: Request, answer: Promise<Answered>): void {
    this.#owed = request.messageId;
    const settled = (settle: () => void): void => {
      if (this.#over) return;
      this.#owed = undefined;
      settle();
      this.#startWaiting();
      this.#options.answered();
    };
    answer.then(
      (answered) => settled(() => this.#settle(request, answered)),
      (error: unknown) => settled(() => this.#fail(request, error)),
    );
  }

  #settle({ messageId, operation }: Request, answered: Answered): void {
    const { clock, outbox, bound } = this.#options;
    if (Buffer.isBuffer(answered)) {
      outbox.push(answered);
      if (operation.kind === 'bind') bound();
      return;
    }
    if (!('next' in answered)) return answered.forEach((message) => outbox.push(message));
    const done = (end: SearchDone): void => {
      outbox.push(resultMessage(messageId, Operation.searchResultDone, end.result, end.controls));
      this.#endSearch(messageId);
    };
    const failed = (error: unknown): void => {
      outbox.push(resultMessage(messageId, Operation.searchResultDone, this.#resultOf(error)));
      this.#endSearch(messageId);
    };
    const search = new SearchRun({ clock, messageId, walk: answered, outbox, done, failed });
    this.#searches.set(messageId, search);
    search.go();
  }

  #endSearch(messageId: number): void {
    this.#searches.delete(messageId);
    if (this.#over) return;
    this.#startWaiting();
    this.#options.answered();
  }

  #fail({ messageId, operation }: Request, error: unknown): void {
    this.#options.outbox.push(resultMessage(messageId, responseTag(operation), this.#resultOf(error)));
  }

  #resultOf(error: unknown): LdapResult {
    if (error instanceof LdapRefusalError) return error.result;
    this.#options.onDefect(error);
    return Refusal.defect;
  }
}
