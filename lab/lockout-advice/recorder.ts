import type { LocationClass } from '../cloud/lockout/index.ts';
import type { Attack } from './attacks.ts';
import { covered, type Span } from './spans.ts';

/** The locks of one side. */
export interface Locks {
  /** Tries until the first one fell, that one included. */
  readonly triesUntilLock: number;
  /** How many of these a domain controller saw. */
  readonly seenByDirectory: number;
  readonly afterMs: number;
  /** How long the first one lasts; infinite until an administrator unlocks. */
  readonly firstLockMs: number;
  readonly locks: number;
}

/** For how long a sign-in with the right password would have been refused, in milliseconds. */
export interface Refused {
  readonly usualPlacesMs: number;
  readonly newPlacesMs: number;
  /** At a domain controller itself: on premises, VPN. */
  readonly directoryMs: number;
}

export interface TrialResult {
  readonly attack: Attack;
  readonly lastsMs: number;
  readonly tries: number;
  /** Tries that a domain controller saw. */
  readonly reachedDirectory: number;
  readonly first: 'cloud' | 'activeDirectory' | 'both' | 'nobody';
  readonly cloud: Locks | undefined;
  readonly directory: Locks | undefined;
  readonly refused: Refused;
}

/** What one try came to. */
export interface Tried {
  readonly reachedDirectory: boolean;
  /** The locks that it led to. */
  readonly cloudLock?: { readonly from: LocationClass; readonly until: number } | undefined;
  readonly directoryLock?: { readonly until: number } | undefined;
}

interface Fallen extends Span {
  readonly tries: number;
  readonly seen: number;
  readonly at: LocationClass | 'directory';
}

/** Watches one trial. */
export class Recorder {
  readonly #began: number;
  readonly #fallen: Fallen[] = [];
  #tries = 0;
  #reached = 0;

  constructor(began: number) {
    this.#began = began;
  }

  tried(now: number, { reachedDirectory, cloudLock, directoryLock }: Tried): void {
    this.#tries++;
    if (reachedDirectory) this.#reached++;
    const common = { from: now, tries: this.#tries, seen: this.#reached };
    if (cloudLock !== undefined) this.#fallen.push({ ...common, to: cloudLock.until, at: cloudLock.from });
    if (directoryLock !== undefined)
      this.#fallen.push({ ...common, to: directoryLock.until, at: 'directory' });
  }

  result(attack: Attack, now: number): TrialResult {
    const fallenAt = (where: Fallen['at']) => this.#fallen.filter(({ at }) => at === where);
    const directory = fallenAt('directory');
    const cloudLocks = this.#locksOf(this.#fallen.filter(({ at }) => at !== 'directory'));
    const directoryLocks = this.#locksOf(directory);
    // A lock of Active Directory refuses cloud sign-ins where it is asked.
    const asked = attack.method === 'passThrough' ? directory : [];
    return {
      attack,
      lastsMs: now - this.#began,
      tries: this.#tries,
      reachedDirectory: this.#reached,
      first: firstOf(cloudLocks, directoryLocks),
      cloud: cloudLocks,
      directory: directoryLocks,
      refused: {
        usualPlacesMs: covered([...fallenAt('familiar'), ...asked], now),
        newPlacesMs: covered([...fallenAt('unfamiliar'), ...asked], now),
        directoryMs: covered(directory, now),
      },
    };
  }

  #locksOf(fallen: readonly Fallen[]): Locks | undefined {
    const [first] = fallen;
    if (first === undefined) return undefined;
    const { tries, seen, from, to } = first;
    return {
      triesUntilLock: tries,
      seenByDirectory: seen,
      afterMs: from - this.#began,
      firstLockMs: to - from,
      locks: fallen.length,
    };
  }
}

function firstOf(cloud: Locks | undefined, directory: Locks | undefined): TrialResult['first'] {
  if (cloud === undefined) return directory === undefined ? 'nobody' : 'activeDirectory';
  if (directory === undefined) return 'cloud';
  if (cloud.triesUntilLock === directory.triesUntilLock) return 'both';
  return cloud.triesUntilLock < directory.triesUntilLock ? 'cloud' : 'activeDirectory';
}
