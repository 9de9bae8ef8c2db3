import type { EventLog } from '../events/event-log.ts';
import type { AccountActivity } from './activity.ts';
import { ActivityStore } from './activity-store.ts';

/** How a node gets at the account activity of the farm. */
export interface ActivityAccess {
  of(account: string, correlationId: string | undefined): AccountActivity;
  put(account: string, activity: AccountActivity): void;
}

/** The primary's own table. */
export class PrimaryActivity implements ActivityAccess {
  readonly store = new ActivityStore();

  of(account: string): AccountActivity {
    return this.store.of(account);
  }

  put(account: string, activity: AccountActivity): void {
    this.store.put(account, activity);
  }
}

export interface SecondaryOptions {
  readonly node: string;
  readonly primary: { readonly name: string; readonly activity: PrimaryActivity };
  /** Whether the primary answers on port 80. */
  readonly reachable: () => boolean;
  readonly now: () => number;
  /** Lab milliseconds for which nobody asks again after a failure. */
  readonly retryMs: () => number;
  readonly events: EventLog;
}

/**
 * A secondary asks the primary on every fresh sign-in. When that fails it goes on with what it knows, and asks again
 * after the retry interval; what it counted meanwhile stays its own.
 */
export class SecondaryActivity implements ActivityAccess {
  readonly #options: SecondaryOptions;
  readonly #own = new ActivityStore();
  #aloneUntil = 0;

  constructor(options: SecondaryOptions) {
    this.#options = options;
  }

  of(account: string, correlationId: string | undefined): AccountActivity {
    if (!this.#asksPrimary(correlationId)) return this.#own.of(account);
    const activity = this.#options.primary.activity.of(account);
    this.#own.put(account, activity);
    return activity;
  }

  put(account: string, activity: AccountActivity): void {
    this.#own.put(account, activity);
    const { primary, reachable } = this.#options;
    if (!this.#alone() && reachable()) primary.activity.put(account, activity);
  }

  #alone(): boolean {
    return this.#options.now() < this.#aloneUntil;
  }

  #asksPrimary(correlationId: string | undefined): boolean {
    const { node, primary, reachable, now, retryMs, events } = this.#options;
    if (this.#alone()) return false;
    if (reachable()) return true;
    this.#aloneUntil = now() + retryMs();
    events.write(557, node, { correlationId, data: { server: primary.name } });
    return false;
  }
}
