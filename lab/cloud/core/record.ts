import type { Json } from '../../history/event.ts';
import type { Attempt } from './attempt.ts';
import type { SignInDesk } from './desk.ts';
import { methodDetail, type SignInMethodUsed } from './method.ts';
import type { SignInService } from './tenants.ts';
import type { CloudUser } from './user.ts';

/** Who has signed in, and where. */
export interface SignedIn {
  readonly code: 0;
  readonly user: CloudUser;
  /** The user's own tenant. */
  readonly desk: SignInDesk;
}

/** How a sign-in ended. */
export type SignInResult = SignedIn | { readonly code: number; readonly user?: undefined };

type Facts = Readonly<Record<string, Json>>;

const LONGEST_NAME = 256;

/** What is known of a sign-in so far; ends as one line of the sign-in log and one event of the history. */
export class SignInRecord {
  user: CloudUser | undefined;
  method: SignInMethodUsed | undefined;
  agentId: string | undefined;
  /** The tenant it came to; before that is known, a sign-in is in nobody's log. */
  desk: SignInDesk | undefined;
  readonly #attempt: Attempt;
  readonly #service: SignInService;

  constructor(attempt: Attempt, service: SignInService) {
    this.#attempt = attempt;
    this.#service = service;
    const { client, grant } = attempt;
    this.note('signin.received', { upn: this.#name(), client, grant });
  }

  note(kind: string, data: Facts, volatile?: Facts): void {
    const { correlationId } = this.#attempt;
    const entry = { component: 'cloud', kind, correlationId, data };
    this.#service.history.append(volatile === undefined ? entry : { ...entry, volatile });
  }

  finish(errorCode: number): SignInResult {
    const { correlationId, client } = this.#attempt;
    const agentMachine = this.agentId === undefined ? undefined : this.desk?.machineOf(this.agentId);
    const agent = { ...(this.agentId && { agentId: this.agentId }), ...(agentMachine && { agentMachine }) };
    this.desk?.log.add({
      id: this.#service.newId(),
      at: this.#service.clock.now(),
      upn: this.#name(),
      client,
      correlationId,
      errorCode,
      ...(this.user && { userId: this.user.id }),
      ...(this.method && { method: this.method, detail: methodDetail(this.method, this.agentId) }),
      ...agent,
    });
    this.note('signin.finished', { upn: this.#name(), errorCode, method: this.method ?? null, ...agent });
    const { user, desk } = this;
    return errorCode === 0 && user !== undefined && desk !== undefined
      ? { code: 0, user, desk }
      : { code: errorCode };
  }

  #name(): string {
    return this.user?.upn ?? this.#attempt.upn.slice(0, LONGEST_NAME);
  }
}
