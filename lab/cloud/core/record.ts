import type { Json } from '../../history/event.ts';
import type { Attempt } from './attempt.ts';
import type { SignInDesk } from './desk.ts';
import { methodDetail, type SignInMethodUsed } from './method.ts';
import type { CloudUser } from './user.ts';

/** How a sign-in ended. */
export interface SignInResult {
  /** AADSTS code; 0 is success. */
  readonly code: number;
  /** Present when the sign-in succeeded. */
  readonly user?: CloudUser;
}

type Facts = Readonly<Record<string, Json>>;

const LONGEST_NAME = 256;

/** What is known of a sign-in so far; ends as one line of the sign-in log and one event of the history. */
export class SignInRecord {
  user: CloudUser | undefined;
  method: SignInMethodUsed | undefined;
  agentId: string | undefined;
  readonly #attempt: Attempt;
  readonly #desk: SignInDesk;

  constructor(attempt: Attempt, desk: SignInDesk) {
    this.#attempt = attempt;
    this.#desk = desk;
    const { client, grant } = attempt;
    this.note('signin.received', { upn: this.#name(), client, grant });
  }

  note(kind: string, data: Facts, volatile?: Facts): void {
    const { correlationId } = this.#attempt;
    const entry = { component: 'cloud', kind, correlationId, data };
    this.#desk.history.append(volatile === undefined ? entry : { ...entry, volatile });
  }

  finish(errorCode: number): SignInResult {
    const { correlationId, client } = this.#attempt;
    const agentMachine = this.agentId === undefined ? undefined : this.#desk.machineOf(this.agentId);
    const agent = { ...(this.agentId && { agentId: this.agentId }), ...(agentMachine && { agentMachine }) };
    this.#desk.log.add({
      id: this.#desk.newId(),
      at: this.#desk.clock.now(),
      upn: this.#name(),
      client,
      correlationId,
      errorCode,
      ...(this.user && { userId: this.user.id }),
      ...(this.method && { method: this.method, detail: methodDetail(this.method, this.agentId) }),
      ...agent,
    });
    this.note('signin.finished', { upn: this.#name(), errorCode, method: this.method ?? null, ...agent });
    return errorCode === 0 && this.user !== undefined ? { code: 0, user: this.user } : { code: errorCode };
  }

  #name(): string {
    return this.user?.upn ?? this.#attempt.upn.slice(0, LONGEST_NAME);
  }
}
