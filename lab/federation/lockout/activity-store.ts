import { NO_ACTIVITY, type AccountActivity } from './activity.ts';

/** Names cost an attacker nothing, so the store forgets the account that was heard of least recently. */
const CAPACITY = 50_000;

/** The account activity table of one node. */
export class ActivityStore {
  readonly #byAccount = new Map<string, AccountActivity>();

  of(account: string): AccountActivity {
    return this.#byAccount.get(account) ?? NO_ACTIVITY;
  }

  put(account: string, activity: AccountActivity): void {
    this.#byAccount.delete(account);
    this.#byAccount.set(account, activity);
    if (this.#byAccount.size <= CAPACITY) return;
    for (const oldest of this.#byAccount.keys()) {
      this.#byAccount.delete(oldest);
      return;
    }
  }
}
