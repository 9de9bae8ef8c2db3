import { randomInt } from 'node:crypto';
import { Expiring } from '../expiring.ts';
import { isSame } from '../secret.ts';

const LIFETIME_MS = 180_000;
const TRIES = 5;
const MOST = 20_000;

interface Pending {
  readonly code: string;
  tries: number;
}

/** One-time codes of a second factor: sent to nobody, told to whoever runs the lab. */
export class MfaCodes {
  readonly #pending = new Expiring<Pending>(MOST);

  /** The code a user has to type now; a fresh one when none is out. */
  ask(userId: string, now: number): string {
    const pending = this.#pending.get(userId, now);
    if (pending !== undefined) return pending.code;
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    this.#pending.put(userId, { code, tries: 0 }, now + LIFETIME_MS);
    return code;
  }

  /** The code that is out for a user. */
  pending(userId: string, now: number): string | undefined {
    return this.#pending.get(userId, now)?.code;
  }

  /** A code is good once; after some wrong ones it is worth nothing. */
  redeem(userId: string, code: string, now: number): boolean {
    const pending = this.#pending.get(userId, now);
    if (pending === undefined) return false;
    const right = isSame(pending.code, code.trim());
    if (right || ++pending.tries >= TRIES) this.#pending.delete(userId);
    return right;
  }
}
