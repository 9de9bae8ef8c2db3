import type { Json } from '../../history/event.ts';
import type { Arrival } from '../lockout/index.ts';
import { namesDiffer } from './agent-name.ts';
import type { Attempt, RefusalDetail } from './attempt.ts';
import type { SignInDesk } from './desk.ts';
import type { Domain } from './domain.ts';
import type { HomeRealm } from './home-realm.ts';
import { methodDetail, type SignInMethodUsed } from './method.ts';
import type { SignInService } from './tenants.ts';
import { kindOf, type CloudUser } from './user.ts';

/** A user of a tenant. */
export interface WhoIs {
  readonly user: CloudUser;
  /** The user's own tenant. */
  readonly desk: SignInDesk;
}

/** Who has signed in, and where. */
export interface SignedIn extends WhoIs {
  readonly code: 0;
  /** When the sign-in came in (lab milliseconds): what is revoked after that revokes what it is given. */
  readonly since: number;
}

/** Somebody who has not, why, and what can be done about it. */
export interface NotSignedIn extends RefusalDetail {
  readonly code: number;
  readonly user?: undefined;
  /** Whose password was right, where something else is missing: pages go on with it. */
  readonly proven?: (WhoIs & Pick<SignedIn, 'since'>) | undefined;
}

/** How a sign-in ended. */
export type SignInResult = SignedIn | NotSignedIn;

type Facts = Readonly<Record<string, Json>>;

const LONGEST_NAME = 256;

/** What is known of a sign-in so far; ends as one line of the sign-in log and one event of the history. */
export class SignInRecord {
  user: CloudUser | undefined;
  method: SignInMethodUsed | undefined;
  agentId: string | undefined;
  /** The tenant it came to; before that is known, a sign-in is in nobody's log. */
  desk: SignInDesk | undefined;
  /** Where Smart Lockout saw it come in. */
  arrival: Arrival | undefined;
  /** The user has shown what was asked first: a right password, or a good assertion. */
  proven = false;
  readonly #attempt: Attempt;
  readonly #since: number;
  readonly #service: SignInService;

  constructor(attempt: Attempt, service: SignInService) {
    this.#attempt = attempt;
    this.#service = service;
    this.#since = service.clock.now();
    const { client, grant } = attempt;
    this.note('signin.received', { upn: this.#name(), client, grant });
  }

  get location(): string {
    return this.#attempt.location;
  }

  note(kind: string, data: Facts, volatile?: Facts): void {
    const { correlationId } = this.#attempt;
    const entry = { component: 'cloud', kind, correlationId, data };
    this.#service.history.append(volatile === undefined ? entry : { ...entry, volatile });
  }

  noteRealm({ name, authentication }: Domain, realm: HomeRealm): void {
    const because = realm.kind === 'unknown' ? 'domain' : realm.because;
    this.note('realm.found', { domain: name, authentication, ...(because !== 'domain' && { because }) });
  }

  noteUser(user: CloudUser): void {
    this.user = user;
    const { onPremisesUpn } = user;
    const differs = onPremisesUpn !== undefined && namesDiffer(user);
    this.note('user.found', { upn: user.upn, kind: kindOf(user), ...(differs && { onPremisesUpn }) });
  }

  noteMethod(method: SignInMethodUsed | undefined): void {
    this.method = method;
    this.note('method.chosen', { method: method ?? 'none' });
  }

  /** One line in the log. A sign-in with a browser that succeeds moves a user whom staged rollout has waiting. */
  finish(errorCode: number, detail: RefusalDetail = {}): SignInResult {
    const { user, desk } = this;
    this.#log(errorCode);
    if (user === undefined || desk === undefined) return { code: errorCode, ...detail };
    if (errorCode === 0) {
      this.#tellRollout(user, desk);
      return { code: 0, user, desk, since: this.#since };
    }
    return { code: errorCode, ...detail, ...(this.proven && { proven: { user, desk, since: this.#since } }) };
  }

  #log(errorCode: number): void {
    const { correlationId, client, clientId, location } = this.#attempt;
    const agentMachine = this.agentId === undefined ? undefined : this.desk?.machineOf(this.agentId);
    const agent = { ...(this.agentId && { agentId: this.agentId }), ...(agentMachine && { agentMachine }) };
    this.desk?.log.add({
      id: this.#service.newId(),
      at: this.#service.clock.now(),
      upn: this.#name(),
      client,
      correlationId,
      errorCode,
      location,
      ...(clientId !== undefined && { clientId }),
      ...(this.user && { userId: this.user.id, displayName: this.user.displayName }),
      ...(this.method && { method: this.method, detail: methodDetail(this.method, this.agentId) }),
      ...agent,
    });
    this.note('signin.finished', { upn: this.#name(), errorCode, method: this.method ?? null, ...agent });
  }

  #tellRollout({ id }: CloudUser, { tenant, clock }: SignInDesk): void {
    if (this.#attempt.client === 'browser')
      tenant.rollout.signedIn(id, this.method === 'federated', clock.now());
  }

  #name(): string {
    return this.user?.upn ?? this.#attempt.upn.slice(0, LONGEST_NAME);
  }
}
