import type { AgentAnswer } from './answer.ts';

/** Why an answer is not taken. */
export type AnswerRefusal = 'unknownRequest' | 'notYours' | 'duplicate' | 'late';

/** What an answer meets. */
export type AnswerVerdict =
  { readonly kind: 'accepted' } | { readonly kind: 'refused'; readonly reason: AnswerRefusal };

/** How a request ends; `agentId` is whoever took it. */
export type Ending =
  | { readonly kind: 'answered'; readonly agentId: string; readonly answer: AgentAnswer | undefined }
  | { readonly kind: 'expired'; readonly agentId: string | undefined };

/** Who may answer. */
type Holder =
  | { readonly kind: 'queue' }
  | { readonly kind: 'agent'; readonly agentId: string }
  | { readonly kind: 'anyone' };

interface Pending {
  holder: Holder;
  state: 'waiting' | 'answered' | 'expired';
  readonly end: (ending: Ending) => void;
}

/** Ended requests remembered, so that a second or late answer is told from one to a request that never was. */
const REMEMBERED = 10_000;

/** Requests that wait for their answer, and the rules of who may answer them. */
export class PendingRequests {
  readonly #requests = new Map<string, Pending>();

  /** Opens a request; resolves when it has been answered or has expired. */
  open(requestId: string): Promise<Ending> {
    return new Promise((end) => {
      this.#requests.set(requestId, { holder: { kind: 'queue' }, state: 'waiting', end });
      this.#forgetOldest();
    });
  }

  /** This agent took the request from the queue: from now on no other may answer. */
  taken(requestId: string, agentId: string): void {
    this.#hold(requestId, { kind: 'agent', agentId });
  }

  /** Nobody tells who takes it: any agent of the tenant may answer. */
  untold(requestId: string): void {
    this.#hold(requestId, { kind: 'anyone' });
  }

  /** Nobody answered in time. */
  expire(requestId: string): void {
    const pending = this.#requests.get(requestId);
    if (pending?.state !== 'waiting') return;
    pending.state = 'expired';
    pending.end({
      kind: 'expired',
      agentId: pending.holder.kind === 'agent' ? pending.holder.agentId : undefined,
    });
  }

  /** An agent answers; undefined stands for an answer that is none. */
  answer(requestId: string, agentId: string, answer: AgentAnswer | undefined): AnswerVerdict {
    const pending = this.#requests.get(requestId);
    if (pending === undefined) return { kind: 'refused', reason: 'unknownRequest' };
    if (!mayAnswer(pending.holder, agentId)) return { kind: 'refused', reason: 'notYours' };
    if (pending.state === 'answered') return { kind: 'refused', reason: 'duplicate' };
    if (pending.state === 'expired') return { kind: 'refused', reason: 'late' };
    pending.state = 'answered';
    pending.end({ kind: 'answered', agentId, answer });
    return { kind: 'accepted' };
  }

  #hold(requestId: string, holder: Holder): void {
    const pending = this.#requests.get(requestId);
    if (pending !== undefined) pending.holder = holder;
  }

  #forgetOldest(): void {
    if (this.#requests.size <= REMEMBERED) return;
    for (const [requestId, { state }] of this.#requests) {
      if (state === 'waiting') continue;
      this.#requests.delete(requestId);
      return;
    }
  }
}

function mayAnswer(holder: Holder, agentId: string): boolean {
  return holder.kind === 'anyone' || (holder.kind === 'agent' && holder.agentId === agentId);
}
