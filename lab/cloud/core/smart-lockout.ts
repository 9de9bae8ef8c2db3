export interface SmartLockoutSettings {
  /** Wrong passwords until the first lock. */
  readonly threshold: number;
  /** How long the first lock lasts. */
  readonly durationMs: number;
  /** Each further lock is this many times longer, up to a maximum. The service does not publish its curve. */
  readonly growth: { readonly factor: number; readonly maxMs: number };
}

export interface LockoutState {
  /** Wrong passwords since the last right one. */
  readonly failures: number;
  /** Locks since the last right password. */
  readonly locks: number;
  /** Lab time in milliseconds, or null when there has been no lock. */
  readonly lockedUntil: number | null;
}

/** What a wrong password led to. */
export type Counted =
  { readonly kind: 'repeated' } | { readonly kind: 'counted' | 'locked'; readonly state: LockoutState };

interface Account extends LockoutState {
  readonly recent: readonly string[];
}

const REMEMBERED = 3;
const UNTOUCHED: Account = { failures: 0, locks: 0, lockedUntil: null, recent: [] };

/** Smart Lockout of one tenant: counts per user, on the lab clock that its callers pass in. */
export class SmartLockout {
  readonly #accounts = new Map<string, Account>();
  #settings: SmartLockoutSettings;

  constructor(settings: SmartLockoutSettings) {
    this.#settings = settings;
  }

  get settings(): SmartLockoutSettings {
    return this.#settings;
  }

  change(settings: Partial<SmartLockoutSettings>): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  isLocked(userId: string, now: number): boolean {
    const { lockedUntil } = this.#of(userId);
    return lockedUntil !== null && now < lockedUntil;
  }

  /**
   * Counts a wrong password. `digest` identifies it where the cloud checks passwords itself: one of the last three
   * wrong ones, tried again, does not count; with pass-through the cloud cannot tell. Once a user has been locked,
   * the first wrong password after the lock's end locks again, for longer.
   */
  countWrong(userId: string, now: number, digest?: string): Counted {
    const before = this.#of(userId);
    if (digest !== undefined && before.recent.includes(digest)) return { kind: 'repeated' };
    const recent = digest === undefined ? before.recent : [digest, ...before.recent].slice(0, REMEMBERED);
    const failures = before.failures + 1;
    const locks = failures >= this.#settings.threshold || before.locks > 0;
    const after: Account = locks
      ? { failures, recent, locks: before.locks + 1, lockedUntil: now + this.#lockMs(before.locks) }
      : { ...before, failures, recent };
    this.#accounts.set(userId, after);
    return { kind: locks ? 'locked' : 'counted', state: stateOf(after) };
  }

  /** A right password, or an administrator, clears everything. */
  clear(userId: string): void {
    this.#accounts.delete(userId);
  }

  state(userId: string): LockoutState {
    return stateOf(this.#of(userId));
  }

  #of(userId: string): Account {
    return this.#accounts.get(userId) ?? UNTOUCHED;
  }

  #lockMs(earlierLocks: number): number {
    const { durationMs, growth } = this.#settings;
    return Math.min(durationMs * growth.factor ** earlierLocks, Math.max(growth.maxMs, durationMs));
  }
}

function stateOf({ failures, locks, lockedUntil }: Account): LockoutState {
  return { failures, locks, lockedUntil };
}
