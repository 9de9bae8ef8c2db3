import type { SignInMethodUsed } from './method.ts';

/** One line of the tenant's sign-in log. */
export interface SignInEntry {
  readonly id: string;
  /** Counts the tenant's sign-ins from 1. */
  readonly number: number;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly upn: string;
  readonly userId?: string;
  readonly client: string;
  readonly displayName?: string;
  /** The application that asked. */
  readonly clientId?: string;
  /** The address that the front saw, or a host's name. */
  readonly location?: string;
  readonly correlationId: string;
  /** AADSTS code; 0 is success. */
  readonly errorCode: number;
  readonly method?: SignInMethodUsed;
  readonly agentId?: string;
  readonly agentMachine?: string;
  /** `authenticationMethodDetail` of the Graph's beta shape. */
  readonly detail?: string;
}

/** Every sign-in that has ended, also those the log no longer holds. */
export interface SignInCounts {
  readonly signIns: number;
  /** By AADSTS code; 0 is success. */
  readonly byCode: Readonly<Record<string, number>>;
  /** By the host of the agent that answered. */
  readonly byAgent: Readonly<Record<string, number>>;
}

const KEPT = 10_000;

/** The newest sign-ins of a tenant, and the count of all. */
export class SignInLog {
  #entries: SignInEntry[] = [];
  #signIns = 0;
  readonly #byCode = new Map<number, number>();
  readonly #byAgent = new Map<string, number>();

  add(entry: Omit<SignInEntry, 'number'>): void {
    this.#entries.push({ ...entry, number: ++this.#signIns });
    this.#byCode.set(entry.errorCode, (this.#byCode.get(entry.errorCode) ?? 0) + 1);
    const { agentMachine } = entry;
    if (agentMachine !== undefined)
      this.#byAgent.set(agentMachine, (this.#byAgent.get(agentMachine) ?? 0) + 1);
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

  counts(): SignInCounts {
    return {
      signIns: this.#signIns,
      byCode: Object.fromEntries(this.#byCode),
      byAgent: Object.fromEntries(this.#byAgent),
    };
  }

  get size(): number {
    return this.#entries.length;
  }
}
