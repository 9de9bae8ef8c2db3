import type { ObjectId } from './object.ts';

/** What one domain controller knows of an account by itself; these attributes do not replicate ([MS-ADA1], [MS-ADA3]). */
export interface LogonCounters {
  badPwdCount: number;
  /** Lab milliseconds; 0 when there was none. */
  badPasswordTime: number;
  lastLogon: number;
  /** Replicates, unlike the rest; kept here all the same, so that people who only sign in need not be kept whole. */
  lastLogonTimestamp: number;
  logonCount: number;
}

const UNTOUCHED: Readonly<LogonCounters> = {
  badPwdCount: 0,
  badPasswordTime: 0,
  lastLogon: 0,
  lastLogonTimestamp: 0,
  logonCount: 0,
};

/** The counters of all accounts at one domain controller; nothing is kept of those who never tried. */
export class LogonBook {
  readonly #counters = new Map<ObjectId, LogonCounters>();

  read(account: ObjectId): Readonly<LogonCounters> {
    return this.#counters.get(account) ?? UNTOUCHED;
  }

  /** To be written to. */
  of(account: ObjectId): LogonCounters {
    const known = this.#counters.get(account);
    if (known !== undefined) return known;
    const fresh = { ...UNTOUCHED };
    this.#counters.set(account, fresh);
    return fresh;
  }

  forget(account: ObjectId): void {
    this.#counters.delete(account);
  }
}
