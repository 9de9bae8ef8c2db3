import { Operation } from './message.ts';
import type { LdapOperation, LdapRequest } from './requests.ts';

const TAGS = {
  bind: Operation.bindResponse,
  search: Operation.searchResultDone,
  add: Operation.addResponse,
  modify: Operation.modifyResponse,
  modifyDn: Operation.modifyDnResponse,
  delete: Operation.deleteResponse,
  compare: Operation.compareResponse,
  extended: Operation.extendedResponse,
} as const;

/** A request that has an answer: all but abandon and unbind. */
export type AnsweredOperation = Exclude<LdapOperation, { readonly kind: 'abandon' | 'unbind' }>;

/** Tag of the message that ends the answer to a request. */
export function responseTag(operation: AnsweredOperation): number {
  return operation.kind === 'unservable' ? operation.responseTag : TAGS[operation.kind];
}

export function isAnswered(request: LdapRequest): request is LdapRequest<AnsweredOperation> {
  const { kind } = request.operation;
  return kind !== 'abandon' && kind !== 'unbind';
}
