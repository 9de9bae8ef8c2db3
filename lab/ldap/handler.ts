import type { LdapControl, LdapResult } from './message.ts';
import type {
  BindRequest,
  CompareRequest,
  ExtendedRequest,
  SearchRequest,
  WriteRequest,
} from './requests.ts';
import type { ExtendedResult, OutgoingEntry } from './responses.ts';

export interface SearchAnswer {
  readonly entries: readonly OutgoingEntry[];
  readonly result: LdapResult;
  readonly controls?: readonly LdapControl[];
}

/** One connection's conversation: decides every answer, and never sees a byte. */
export interface LdapHandler {
  /** Whether somebody is authenticated; larger messages are then taken. */
  readonly authenticated: boolean;
  bind(request: BindRequest, controls: readonly LdapControl[]): LdapResult;
  search(request: SearchRequest, controls: readonly LdapControl[]): SearchAnswer;
  compare(request: CompareRequest): LdapResult;
  extended(request: ExtendedRequest): ExtendedResult;
  write(request: WriteRequest): LdapResult;
}
