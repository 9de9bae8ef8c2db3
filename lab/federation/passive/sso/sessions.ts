import { randomBytes } from 'node:crypto';
import type { Claims } from '../../core/claims.ts';

/** A browser that has signed in. Times are lab milliseconds since the Unix epoch. */
export interface Session {
  readonly claims: Claims;
  readonly multipleFactors: boolean;
  /** When the password was given. */
  readonly at: number;
  /** The request that it was given for, as its pages post. */
  readonly givenFor: string;
  readonly expires: number;
  /** Wrong codes since the password. */
  readonly wrongCodes: number;
}

/** Sessions cost an attacker a password each, but a load driver may have many. */
const CAPACITY = 50_000;

/** What the cookie `MSISAuth` stands for; all nodes of the farm read it alike. */
export class SessionBook {
  readonly #byToken = new Map<string, Session>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get size(): number {
    return this.#byToken.size;
  }

  /** The session of a cookie, unless it is over. */
  of(token: string | undefined): Session | undefined {
    const session = token === undefined ? undefined : this.#byToken.get(token);
    if (session === undefined || token === undefined) return undefined;
    if (session.expires > this.#now()) return session;
    this.#byToken.delete(token);
    return undefined;
  }

  /** A token that nobody has had before. */
  open(session: Session): string {
    const token = randomBytes(32).toString('base64url');
    this.put(token, session);
    return token;
  }

  put(token: string, session: Session): void {
    this.#byToken.delete(token);
    this.#byToken.set(token, session);
    if (this.#byToken.size <= CAPACITY) return;
    for (const oldest of this.#byToken.keys()) {
      this.#byToken.delete(oldest);
      return;
    }
  }

  /** The session that ended, if there was one. */
  close(token: string | undefined): Session | undefined {
    const session = this.of(token);
    if (token !== undefined) this.#byToken.delete(token);
    return session;
  }
}
