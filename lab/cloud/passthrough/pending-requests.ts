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
  state: 'waiting' | 'answered' | 'over';
  readonly end: (ending: Ending) => void;
  readonly fail: (error: Error) => void;
}

/** Ended requests remembered, so that a second or late answer is told from one to a request that never was. */
const REMEMBERED = 10_000;

/** Requests that wait for their answer, and the rules of who may answer them. */
export class PendingRequests {
  readonly #requests = new Map<string, Pending>();

  /**
   * Opens a request; resolves when it has been answered or has expired, rejects when it has failed. Until somebody
   * has taken it nobody may answer, unless the queue cannot tell who does: then an answer may well come first.
   */
  open(requestId: string, holder: 'queue' | 'anyone' = 'queue'): Promise<Ending> {
    return new Promise((end, fail) => {
      this.#requests.set(requestId, { holder: { kind: holder }, state: 'waiting', end, fail });
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
    pending.state = 'over';
    pending.end({
      kind: 'expired',
      agentId: pending.holder.kind === 'agent' ? pending.holder.agentId : undefined,
    });
  }

  /** The request did not get to the agents. */
  fail(requestId: string, error: Error): void {
    const pending = this.#requests.get(requestId);
    if (pending?.state !== 'waiting') return;
    pending.state = 'over';
    pending.fail(error);
  }

  /** An agent answers; undefined stands for an answer that is none. */
  answer(requestId: string, agentId: string, answer: AgentAnswer | undefined): AnswerVerdict {
    const pending = this.#requests.get(requestId);
    if (pending === undefined) return { kind: 'refused', reason: 'unknownRequest' };
    if (!mayAnswer(pending.holder, agentId)) return { kind: 'refused', reason: 'notYours' };
    if (pending.state === 'answered') return { kind: 'refused', reason: 'duplicate' };
    if (pending.state === 'over') return { kind: 'refused', reason: 'late' };
    pending.state = 'answered';
    pending.end({ kind: 'answered', agentId, answer });
    return { kind: 'accepted' };
  }

  #hold(requestId: string, holder: Holder): void {
    const pending = this.#requests.get(requestId);
    if (pending?.state === 'waiting') pending.holder = holder;
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
