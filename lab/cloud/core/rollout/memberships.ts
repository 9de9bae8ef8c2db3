/** How far a user is with one rolled-out feature. Times are lab milliseconds. */
interface Membership {
  /** When the service notices that the user is in. */
  readonly dueAt: number;
  /** Whether the user has gone over. */
  over: boolean;
  /** When the service notices that the user is no longer in; undefined while it is. */
  leavesAt: number | undefined;
}

/** Who is in one feature's rollout, who waits to get in, and who waits to get out. */
export class Memberships {
  readonly #users = new Map<string, Membership>();

  has(userId: string): boolean {
    return this.#users.get(userId)?.leavesAt === undefined && this.#users.has(userId);
  }

  ids(): readonly string[] {
    return [...this.#users.keys()];
  }

  /** In from now on; somebody who was on the way out stays. */
  enter(userId: string, dueAt: number): void {
    const before = this.#users.get(userId);
    if (before === undefined) this.#users.set(userId, { dueAt, over: false, leavesAt: undefined });
    else before.leavesAt = undefined;
  }

  /** Somebody who never went over is out at once; the others stay until they sign in once more. */
  leave(userId: string, noticedAt: number): void {
    const before = this.#users.get(userId);
    if (before === undefined) return;
    if (before.over || before.dueAt <= noticedAt) before.leavesAt ??= noticedAt;
    else this.#users.delete(userId);
  }

  /** Whether the user is checked by the cloud now. */
  isOver(userId: string, now: number, atOnce: boolean): boolean {
    const user = this.#users.get(userId);
    if (user === undefined) return false;
    if (atOnce && user.dueAt <= now) user.over = true;
    return user.over;
  }

  /** An interactive sign-in has succeeded: what was waiting for it happens. */
  signedIn(userId: string, federated: boolean, now: number): void {
    const user = this.#users.get(userId);
    if (user === undefined) return;
    if (user.leavesAt !== undefined && user.leavesAt <= now) this.#users.delete(userId);
    else if (federated && user.dueAt <= now) user.over = true;
  }
}
