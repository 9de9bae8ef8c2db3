import type { CloudUser } from './user.ts';

/** Documented: a deleted user can be restored for 30 days. */
export const KEPT_MS = 30 * 24 * 3_600_000;

export interface DeletedUser extends CloudUser {
  readonly deletedAt: number;
}

/** Deleted users of a tenant, until they are gone for good. */
export class RecycleBin {
  readonly #byId = new Map<string, DeletedUser>();

  put(user: CloudUser, now: number): void {
    this.#byId.set(user.id, { ...user, deletedAt: now });
  }

  all(now: number): readonly DeletedUser[] {
    this.#empty(now);
    return [...this.#byId.values()];
  }

  byAnchor(immutableId: string, now: number): DeletedUser | undefined {
    return this.all(now).find((user) => user.immutableId === immutableId);
  }

  byId(id: string, now: number): DeletedUser | undefined {
    this.#empty(now);
    return this.#byId.get(id);
  }

  /** Gone for good, or taken out to be restored. */
  take(id: string): DeletedUser | undefined {
    const user = this.#byId.get(id);
    this.#byId.delete(id);
    return user;
  }

  #empty(now: number): void {
    for (const [id, { deletedAt }] of this.#byId) if (now - deletedAt >= KEPT_MS) this.#byId.delete(id);
  }
}
