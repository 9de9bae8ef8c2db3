import type { LdapControl, LdapResult } from './message.ts';
import type {
  AddRequest,
  BindRequest,
  CompareRequest,
  DeleteRequest,
  ExtendedRequest,
  ModifyDnRequest,
  ModifyRequest,
  SearchRequest,
} from './requests.ts';
import type { SecurityLayer } from './security-layer.ts';
import type { BindResult, ExtendedResult, OutgoingEntry, OutgoingReference } from './responses.ts';

/**
 * An answer now, or later; one that is there at once costs no turn of the event loop. Work of the thread pool on the way
 * to a later one goes through `clock.busy`.
 */
export type Answer<T> = T | Promise<T>;

type Controls = readonly LdapControl[];

/** How a search ended. */
export interface SearchDone {
  readonly result: LdapResult;
  readonly controls?: Controls;
}

/** A search that found all it will find. */
export interface SearchAnswer extends SearchDone {
  readonly entries: readonly (OutgoingEntry | OutgoingReference)[];
}

/** Nothing to tell until something happens: `resume` is told whom to call then, once. */
export interface SearchPause {
  resume(go: () => void): void;
}

/**
 * A search that finds as it walks. It is asked for the next item when there is room for it, and its `return` is called
 * when nobody wants the rest: abandoned, or the connection has gone. A walk that passes over many entries without a
 * find yields undefined every thousand or so, to let others have a turn; one that waits for what is yet to happen yields a
 * pause.
 */
export type SearchWalk = Iterator<OutgoingEntry | OutgoingReference | SearchPause | undefined, SearchDone>;

/**
 * One connection's conversation: decides every answer, and never sees a byte. Requests come in their order; the next
 * one comes when the one before is answered, but that others come while a search is walking, except a bind.
 * LdapRefusalError thrown by any method is the answer; any other error is a defect, and answered with `other`.
 */
export interface LdapHandler {
  /** Whether somebody is authenticated; larger messages are then taken. */
  readonly authenticated: boolean;
  /** Types of the controls that are honoured; a request with another one that is critical never comes here. */
  readonly controls?: ReadonlySet<string>;
  bind(request: BindRequest, controls: Controls): Answer<BindResult>;
  /** Called when a bind has been answered: what it agreed to put around everything from now on, once. */
  takeLayer?(): SecurityLayer | undefined;
  search(request: SearchRequest, controls: Controls): Answer<SearchAnswer | SearchWalk>;
  add(request: AddRequest, controls: Controls): Answer<LdapResult>;
  modify(request: ModifyRequest, controls: Controls): Answer<LdapResult>;
  modifyDn(request: ModifyDnRequest, controls: Controls): Answer<LdapResult>;
  delete(request: DeleteRequest, controls: Controls): Answer<LdapResult>;
  compare(request: CompareRequest, controls: Controls): Answer<LdapResult>;
  /** All but StartTLS, which is the connection's own: who am I, fast bind, TTL refresh. */
  extended(request: ExtendedRequest, controls: Controls): Answer<ExtendedResult>;
  /** StartTLS has been answered: from now on every byte is encrypted. Who is bound stays so ([MS-ADTS] 5.1.1.2). */
  secured?(): void;
  /** The connection has gone. */
  closed?(): void;
}
