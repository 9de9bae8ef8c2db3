import type { LockoutConfig } from '../config/lockout.ts';
import { TrustRefusal } from '../errors.ts';
import type { EventLog } from '../events/event-log.ts';
import { afterAdmission, afterFailure, afterSuccess, locationOf, type Location } from './activity.ts';
import type { ActivityAccess } from './store-access.ts';
import {
  isLocked,
  isLockedByDirectory,
  lockStateOf,
  type DirectoryCounter,
  type LockState,
} from './verdict.ts';

/** A password that comes by the proxy. */
export interface ExtranetTry {
  /** As it was typed, for events. */
  readonly userName: string;
  /** What the account is counted under. */
  readonly account: string;
  /** All addresses that the request presents. */
  readonly addresses: readonly string[];
  readonly correlationId: string | undefined;
  /** Reads the counter of AD. Throws TrustRefusal when the domain controller that must be asked cannot be. */
  readonly directoryCounter: () => Promise<DirectoryCounter | undefined>;
}

export interface GuardParts {
  readonly node: string;
  readonly policy: () => LockoutConfig;
  readonly activity: ActivityAccess;
  readonly events: EventLog;
  readonly now: () => number;
}

/** Extranet lockout in its steps: AD's counter, the locations' own counters, the password, the account of it. */
export class LockoutGuard {
  readonly #parts: GuardParts;

  constructor(parts: GuardParts) {
    this.#parts = parts;
  }

  /** Checks the password unless that is locked out. Throws TrustRefusal `accountLocked`, or what `check` throws. */
  async guarded<T>(attempt: ExtranetTry, check: () => Promise<T>): Promise<T> {
    const policy = this.#parts.policy();
    if (!policy.enabled) return check();
    if (usesDirectoryCounter(policy)) await this.#refuseByDirectory(attempt, policy);
    if (policy.mode === 'ADPasswordCounter') return check();
    return this.#bySmartLockout(attempt, policy, check);
  }

  async #refuseByDirectory(attempt: ExtranetTry, policy: LockoutConfig): Promise<void> {
    const counter = await attempt.directoryCounter();
    if (counter === undefined || !isLockedByDirectory(counter, policy, this.#parts.now())) return;
    this.#write(1210, attempt, { counter: 'AD', badPasswordCount: counter.badPwdCount });
    this.#write(516, attempt, { counter: 'AD' });
    throw new TrustRefusal('accountLocked', "AD's counter has reached the extranet lockout threshold");
  }

  async #bySmartLockout<T>(attempt: ExtranetTry, policy: LockoutConfig, check: () => Promise<T>): Promise<T> {
    const { activity, now } = this.#parts;
    const before = activity.of(attempt.account, attempt.correlationId);
    const location = locationOf(before, attempt.addresses);
    const state = lockStateOf(before, location, policy, now());
    this.#admit(attempt, policy, location, state);
    try {
      const proved = await check();
      this.#refuseLockedMeanwhile(attempt, policy, location, state);
      this.#succeeded(attempt, location, state);
      return proved;
    } catch (error) {
      const bad = error instanceof TrustRefusal && error.reason === 'failedAuthentication';
      if (bad) this.#failed(attempt, policy, location);
      throw error;
    }
  }

  #admit(attempt: ExtranetTry, policy: LockoutConfig, location: Location, state: LockState): void {
    const { activity, now } = this.#parts;
    if (state === 'locked') {
      const { badPasswords } = activity.of(attempt.account, attempt.correlationId)[location];
      this.#write(1210, attempt, { location, badPasswordCount: badPasswords });
      if (policy.mode === 'ADFSSmartLockoutEnforce')
        throw new TrustRefusal('accountLocked', `the account is locked for ${location} locations`);
      this.#write(512, attempt, { location });
    }
    if (state !== 'oneTry') return;
    const current = activity.of(attempt.account, attempt.correlationId);
    activity.put(attempt.account, afterAdmission(current, location, now(), policy.observationWindow));
  }

  /** A lock that fell while the password was being checked holds for it too: it clears nothing. */
  #refuseLockedMeanwhile(
    attempt: ExtranetTry,
    policy: LockoutConfig,
    location: Location,
    before: LockState,
  ): void {
    const { activity, now } = this.#parts;
    if (before !== 'open' || policy.mode !== 'ADFSSmartLockoutEnforce') return;
    const current = activity.of(attempt.account, attempt.correlationId);
    if (lockStateOf(current, location, policy, now()) === 'locked')
      throw new TrustRefusal('accountLocked', `the account is locked for ${location} locations`);
  }

  #succeeded(attempt: ExtranetTry, location: Location, state: LockState): void {
    const { activity } = this.#parts;
    if (state !== 'open') this.#write(515, attempt, { location });
    const current = activity.of(attempt.account, attempt.correlationId);
    activity.put(attempt.account, afterSuccess(current, location, attempt.addresses));
  }

  #failed(attempt: ExtranetTry, policy: LockoutConfig, location: Location): void {
    const { activity, now } = this.#parts;
    const current = activity.of(attempt.account, attempt.correlationId);
    const wasLocked = isLocked(current[location], location, policy);
    const failed = afterFailure(current, location, now(), policy.observationWindow);
    activity.put(attempt.account, failed);
    if (wasLocked || !isLocked(failed[location], location, policy)) return;
    const { badPasswords } = failed[location];
    this.#write(516, attempt, { location });
    this.#write(1210, attempt, { location, badPasswordCount: badPasswords });
  }

  #write(id: 512 | 515 | 516 | 1210, attempt: ExtranetTry, data: Record<string, string | number>): void {
    const { events, node } = this.#parts;
    const { userName, correlationId, addresses } = attempt;
    events.write(id, node, {
      correlationId,
      data: { userId: userName, ipAddress: addresses.join(','), ...data },
    });
  }
}

function usesDirectoryCounter({ mode }: LockoutConfig): boolean {
  return mode === 'ADPasswordCounter' || mode === 'ADFSSmartLockoutLogOnlyWithADPasswordCounter';
}
