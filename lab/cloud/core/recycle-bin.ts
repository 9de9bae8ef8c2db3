import type { CloudUser } from './user.ts';

/** Documented: a deleted user can be restored for 30 days. */
export const KEPT_MS = 30 * 24 * 3_600_000;

export interface DeletedUser extends CloudUser {
  readonly deletedAt: number;
}

/** Deleted users of a tenant, until they are gone for good. */
export class RecycleBin {
  /** In the order in which they came. */
  readonly #byId = new Map<string, DeletedUser>();
  readonly #idByName = new Map<string, string>();
  readonly #idByAnchor = new Map<string, string>();

  put(user: CloudUser, now: number): void {
    this.take(user.id);
    this.#byId.set(user.id, { ...user, deletedAt: now });
    this.#idByName.set(user.upn.toLowerCase(), user.id);
    if (user.immutableId !== undefined) this.#idByAnchor.set(user.immutableId, user.id);
  }

  all(now: number): readonly DeletedUser[] {
    this.#empty(now);
    return [...this.#byId.values()];
  }

  byAnchor(immutableId: string, now: number): DeletedUser | undefined {
    return this.byId(this.#idByAnchor.get(immutableId) ?? '', now);
  }

  /** The last one who was called so. */
  byUpn(upn: string, now: number): DeletedUser | undefined {
    return this.byId(this.#idByName.get(upn.toLowerCase()) ?? '', now);
  }

  byId(id: string, now: number): DeletedUser | undefined {
    this.#empty(now);
    return this.#byId.get(id);
  }

  /** Gone for good, or taken out to be restored. */
  take(id: string): DeletedUser | undefined {
    const user = this.#byId.get(id);
    if (user === undefined) return undefined;
    this.#byId.delete(id);
    forget(this.#idByName, user.upn.toLowerCase(), id);
    forget(this.#idByAnchor, user.immutableId ?? '', id);
    return user;
  }

  #empty(now: number): void {
    for (const [id, { deletedAt }] of this.#byId) {
      if (now - deletedAt < KEPT_MS) return;
      this.take(id);
    }
  }
}

/** Unless the name is another's by now. */
function forget(ids: Map<string, string>, name: string, id: string): void {
  if (ids.get(name) === id) ids.delete(name);
}
