import { SmartLockout, type Arrival, type SmartLockoutSettings } from '../cloud/lockout/index.ts';
import { createChance } from '../chance/chance.ts';
import { PASSWORD, TARGET, type DirectoryTarget } from './directory-target.ts';
import type { Tried } from './recorder.ts';

/** Who checks the password after the cloud's lock has let a sign-in pass. */
export type Method = 'passThrough' | 'passwordHashSync';

/** What a sign-in was answered, and the locks that it led to. */
export interface CloudAnswer extends Tried {
  readonly code: 0 | 50126 | 50053;
}

/** 775: locked out. */
const LOCKED_OUT = '775';

/** A tenant with the one user: Smart Lockout's own code before the directory, in the order of the real service. */
export class TenantTarget {
  readonly lockout: SmartLockout;
  readonly #directory: DirectoryTarget;
  readonly #method: Method;
  readonly #now: () => number;

  constructor(settings: SmartLockoutSettings, directory: DirectoryTarget, method: Method, now: () => number) {
    this.lockout = new SmartLockout(settings, createChance('lockout advice'));
    this.#directory = directory;
    this.#method = method;
    this.#now = now;
  }

  signIn(password: string, location: string): CloudAnswer {
    const arrival = this.lockout.arrive(location);
    if (this.lockout.isBlocked(arrival) || this.lockout.isLocked(TARGET, this.#now(), arrival))
      return { code: 50053, reachedDirectory: false };
    return this.#method === 'passThrough'
      ? this.#askDirectory(password, arrival)
      : this.#compare(password, arrival);
  }

  /** Wrong passwords alone (1326) count in the cloud; an account that is locked there (1909) is another matter. */
  #askDirectory(password: string, arrival: Arrival): CloudAnswer {
    const { refused, lock } = this.#directory.tryPassword(password);
    const told = { reachedDirectory: true, directoryLock: lock };
    if (refused === undefined) return { ...told, ...this.#succeed(arrival) };
    if (refused === LOCKED_OUT) return { ...told, code: 50053 };
    // The cloud has nothing to remember the password by.
    return { ...told, ...this.#count(arrival, undefined) };
  }

  #compare(password: string, arrival: Arrival): CloudAnswer {
    const came = password === PASSWORD ? this.#succeed(arrival) : this.#count(arrival, password);
    return { ...came, reachedDirectory: false };
  }

  #succeed(arrival: Arrival) {
    this.lockout.succeed(TARGET, this.#now(), arrival);
    return { code: 0 } as const;
  }

  #count(arrival: Arrival, digest: string | undefined) {
    const counted = this.lockout.countWrong(TARGET, this.#now(), digest, arrival);
    const until = counted.kind === 'locked' ? counted.state.lockedUntil : null;
    if (counted.kind === 'repeated' || until === null) return { code: 50126 } as const;
    return { code: 50126, cloudLock: { from: counted.from, until } } as const;
  }
}
