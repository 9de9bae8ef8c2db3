import type { SignInMethodUsed } from './method.ts';

/** One line of the tenant's sign-in log. */
export interface SignInEntry {
  readonly id: string;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly upn: string;
  readonly userId?: string;
  readonly client: string;
  readonly correlationId: string;
  /** AADSTS code; 0 is success. */
  readonly errorCode: number;
  readonly method?: SignInMethodUsed;
  readonly agentId?: string;
  readonly agentMachine?: string;
  /** `authenticationMethodDetail` of the Graph's beta shape. */
  readonly detail?: string;
}

const KEPT = 10_000;

/** The newest sign-ins of a tenant. */
export class SignInLog {
  #entries: SignInEntry[] = [];

  add(entry: SignInEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > KEPT * 1.25) this.#entries = this.#entries.slice(-KEPT);
  }

  /** Newest first. */
  newest(limit: number, upn?: string): SignInEntry[] {
    const wanted = upn?.toLowerCase();
    const found: SignInEntry[] = [];
    for (let index = this.#entries.length - 1; index >= 0 && found.length < limit; index--) {
      const entry = this.#entries[index];
      if (entry !== undefined && (wanted === undefined || entry.upn.toLowerCase() === wanted))
        found.push(entry);
    }
    return found;
  }

  get size(): number {
    return this.#entries.length;
  }
}
