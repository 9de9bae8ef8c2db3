import { TenantStateError, UnknownNameError } from './errors.ts';
import type { CloudUser } from './user.ts';

/** The users of a tenant, by name and by the anchor that ties them to an on-premises object. */
export class Users {
  readonly #byId = new Map<string, CloudUser>();
  readonly #idByUpn = new Map<string, string>();
  readonly #idByAnchor = new Map<string, string>();

  get size(): number {
    return this.#byId.size;
  }

  all(): readonly CloudUser[] {
    return [...this.#byId.values()];
  }

  byId(id: string | undefined): CloudUser | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }

  byUpn(upn: string): CloudUser | undefined {
    return this.byId(this.#idByUpn.get(upn.toLowerCase()));
  }

  byAnchor(immutableId: string): CloudUser | undefined {
    return this.byId(this.#idByAnchor.get(immutableId));
  }

  /** Throws UnknownNameError. */
  get(upn: string): CloudUser {
    const user = this.byUpn(upn);
    if (user === undefined) throw new UnknownNameError('user', upn, [...this.#idByUpn.keys()]);
    return user;
  }

  /** Adds or replaces the user with this id. Throws TenantStateError when another user has the name or the anchor. */
  put(user: CloudUser): void {
    const upn = user.upn.toLowerCase();
    const namesake = this.#idByUpn.get(upn);
    if (namesake !== undefined && namesake !== user.id)
      throw new TenantStateError(`another user is named ${user.upn}`);
    const twin = user.immutableId === undefined ? undefined : this.#idByAnchor.get(user.immutableId);
    if (twin !== undefined && twin !== user.id) {
      throw new TenantStateError(`another user than ${user.upn} has its source anchor`);
    }
    this.remove(user.id);
    this.#byId.set(user.id, user);
    this.#idByUpn.set(upn, user.id);
    if (user.immutableId !== undefined) this.#idByAnchor.set(user.immutableId, user.id);
  }

  remove(id: string): void {
    const user = this.#byId.get(id);
    if (user === undefined) return;
    this.#byId.delete(id);
    this.#idByUpn.delete(user.upn.toLowerCase());
    if (user.immutableId !== undefined) this.#idByAnchor.delete(user.immutableId);
  }
}
