import type { SignInDesk } from '../../core/desk.ts';
import type { Tenants } from '../../core/tenants.ts';
import type { CloudUser } from '../../core/user.ts';
import { Expiring } from '../expiring.ts';
import { digestOf, newSecret } from '../secret.ts';

/** A user who signed in with a browser. */
export interface SessionAccount {
  readonly tenantId: string;
  readonly userId: string;
  /** Lab milliseconds. */
  readonly authTime: number;
  readonly amr: readonly string[];
}

/** A browser's session: whoever signed in with it, and whether it outlives the browser's closing. */
export interface Session {
  readonly accounts: readonly SessionAccount[];
  readonly kept: boolean;
}

/** An account of a session whose user is still there and whose sign-in is still good. */
export interface LiveAccount extends SessionAccount {
  readonly user: CloudUser;
  readonly desk: SignInDesk;
}

interface Lifetimes {
  readonly sessionLifetime: number;
  readonly keptSessionLifetime: number;
}

const MOST = 200_000;
const ACCOUNTS = 10;

/** Browsers' sessions, by the digest of what their cookie holds. */
export class Sessions {
  readonly #sessions = new Expiring<Session>(MOST);
  readonly #lifetimes: Lifetimes;

  constructor(lifetimes: Lifetimes) {
    this.#lifetimes = lifetimes;
  }

  find(secret: string | undefined, now: number): Session | undefined {
    return secret === undefined ? undefined : this.#sessions.get(digestOf(secret), now);
  }

  /** Adds an account, under a new secret: one that was known before a sign-in is worth nothing after it. */
  signIn(before: string | undefined, account: SessionAccount, kept: boolean, now: number): string {
    const session = this.find(before, now);
    const others = (session?.accounts ?? []).filter((one) => one.userId !== account.userId);
    if (before !== undefined) this.end(before);
    const secret = newSecret();
    this.#put(
      secret,
      { accounts: [account, ...others].slice(0, ACCOUNTS), kept: kept || (session?.kept ?? false) },
      now,
    );
    return secret;
  }

  /** "Stay signed in": the session outlives the browser. */
  keep(secret: string, now: number): void {
    const session = this.find(secret, now);
    if (session !== undefined) this.#put(secret, { ...session, kept: true }, now);
  }

  /** Used again, a session begins its time anew. */
  use(secret: string, now: number): Session | undefined {
    const session = this.find(secret, now);
    if (session !== undefined) this.#put(secret, session, now);
    return session;
  }

  end(secret: string): void {
    this.#sessions.delete(digestOf(secret));
  }

  #put(secret: string, session: Session, now: number): void {
    const { sessionLifetime, keptSessionLifetime } = this.#lifetimes;
    this.#sessions.put(
      digestOf(secret),
      session,
      now + (session.kept ? keptSessionLifetime : sessionLifetime),
    );
  }
}

/** The accounts of a session that are still good: a change or reset of the password ends them, its expiry does not. */
export function liveAccounts(session: Session | undefined, tenants: Tenants): readonly LiveAccount[] {
  return (session?.accounts ?? []).flatMap((account) => {
    const desk = tenants.byId(account.tenantId);
    const user = desk?.tenant.users.byId(account.userId);
    return desk === undefined || user === undefined || !isAlive(user, account.authTime)
      ? []
      : [{ ...account, user, desk }];
  });
}

/** Whether what a user was given at an instant is still good. */
export function isAlive(user: CloudUser, since: number): boolean {
  return user.enabled && user.deletedAt === undefined && since >= validFrom(user);
}

/** From when on grants of a user are good (lab milliseconds); earlier ones were revoked. */
export function validFrom(user: CloudUser): number {
  return user.tokensValidFrom;
}
