import type { Answer, LdapHandler, SearchAnswer, SearchDone, SearchWalk } from './handler.ts';
import { Operation, type LdapControl, type LdapResult } from './message.ts';
import { Refusal } from './refusals.ts';
import type { LdapRequest } from './requests.ts';
import {
  bindMessage,
  entryMessage,
  extendedMessage,
  referenceMessage,
  resultMessage,
  type OutgoingEntry,
  type OutgoingReference,
} from './responses.ts';
import { responseTag, type AnsweredOperation } from './response-tags.ts';

/** What answers a request: one message, several, or a walk that finds them. */
export type Answered = Buffer | readonly Buffer[] | SearchWalk;

/** Entries that are answered at once; more go out as the peer reads. */
const FEW = 20;

/** Asks the handler, after checking what is the same for every handler. */
export function answerTo(
  { messageId: id, operation, controls }: LdapRequest<AnsweredOperation>,
  handler: LdapHandler,
): Answer<Answered> {
  if (controls.length > 0 && controls.some((control) => isUnsupported(control, handler))) {
    return resultMessage(id, responseTag(operation), Refusal.criticalControl);
  }
  const plain = (answer: Answer<LdapResult>): Answer<Answered> =>
    once(answer, (result) => resultMessage(id, responseTag(operation), result));
  switch (operation.kind) {
    case 'bind':
      return once(handler.bind(operation, controls), (result) => bindMessage(id, result));
    case 'search':
      return once(handler.search(operation, controls), (found) => searchAnswer(id, found));
    case 'add':
      return plain(handler.add(operation, controls));
    case 'modify':
      return plain(handler.modify(operation, controls));
    case 'modifyDn':
      return plain(handler.modifyDn(operation, controls));
    case 'delete':
      return plain(handler.delete(operation, controls));
    case 'compare':
      return plain(handler.compare(operation, controls));
    case 'extended':
      return once(handler.extended(operation, controls), (result) => extendedMessage(id, result));
    case 'unservable':
      return plain(operation.result);
  }
}

/** RFC 4511 section 4.1.11: what is critical and not known must not be passed over. */
function isUnsupported({ oid, critical }: LdapControl, handler: LdapHandler): boolean {
  return critical && handler.controls?.has(oid) !== true;
}

function searchAnswer(id: number, found: SearchAnswer | SearchWalk): Answered {
  if ('next' in found) return found;
  if (found.entries.length > FEW) return walkOver(found);
  const done = resultMessage(id, Operation.searchResultDone, found.result, found.controls);
  if (found.entries.length === 0) return done;
  const messages = found.entries.map((item) =>
    'dn' in item ? entryMessage(id, item) : referenceMessage(id, item),
  );
  return [...messages, done];
}

function* walkOver(found: SearchAnswer): Generator<OutgoingEntry | OutgoingReference, SearchDone> {
  yield* found.entries;
  return found;
}

function once<T>(answer: Answer<T>, encode: (result: T) => Answered): Answer<Answered> {
  return answer instanceof Promise ? answer.then(encode) : encode(answer);
}
