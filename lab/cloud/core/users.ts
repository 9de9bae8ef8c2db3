import { TenantStateError, UnknownNameError } from './errors.ts';
import { RecycleBin } from './recycle-bin.ts';
import type { PopulationUsers } from './synced/population-users.ts';
import type { CloudUser } from './user.ts';

/** Some users, and where to go on. */
export interface UserPage {
  readonly users: readonly CloudUser[];
  /** Undefined after the last. */
  readonly next: number | undefined;
}

/** Where populations begin in the positions of pages: beyond any number of users kept one by one. */
const POPULATION_AT = 2 ** 40;

/**
 * The users of a tenant, by name, by other names and by the anchor that ties them to an on-premises object. Of a
 * population that was synced as one, only those are kept who were changed here.
 */
export class Users {
  readonly bin = new RecycleBin();
  readonly #byId = new Map<string, CloudUser>();
  readonly #idByUpn = new Map<string, string>();
  readonly #idByAnchor = new Map<string, string>();
  readonly #idByAlternate = new Map<string, string>();
  /** Anchors of the population's users who are kept one by one, or are gone. */
  readonly #set = new Set<string>();
  #population: PopulationUsers | undefined;

  get size(): number {
    return this.#byId.size + (this.#population?.count ?? 0) - this.#set.size;
  }

  get population(): PopulationUsers | undefined {
    return this.#population;
  }

  /** Users who are computed from now on; those of them who are here already stay as they are. */
  setPopulation(population: PopulationUsers | undefined): void {
    this.#population = population;
    this.#set.clear();
    for (const user of this.#byId.values()) this.#cover(user);
  }

  /** Those who are kept one by one. */
  kept(): readonly CloudUser[] {
    return [...this.#byId.values()];
  }

  /** Everybody, one after another: of a large tenant, ask for pages. */
  *all(): Generator<CloudUser, undefined> {
    for (let at: number | undefined = 0; at !== undefined;) {
      const { users, next }: UserPage = this.page(at, 1_000);
      yield* users;
      at = next;
    }
  }

  /** Up to `size` users from a position on, 0 first; positions stay what they are while users come and go. */
  page(from: number, size: number): UserPage {
    if (from < POPULATION_AT) {
      const users = this.kept().slice(from, from + size);
      if (users.length > 0) return { users, next: from + users.length };
    }
    const place = Math.max(0, from - POPULATION_AT);
    const people = this.#population?.page(place, size) ?? [];
    const users = people.filter((user) => !this.#set.has(user.immutableId ?? ''));
    return { users, next: people.length < size ? undefined : POPULATION_AT + place + people.length };
  }

  byId(id: string | undefined): CloudUser | undefined {
    if (id === undefined) return undefined;
    return this.#byId.get(id) ?? this.#uncovered(this.#population?.byId(id));
  }

  byUpn(upn: string): CloudUser | undefined {
    const id = this.#idByUpn.get(upn.toLowerCase());
    return id === undefined ? this.#uncovered(this.#population?.byUpn(upn)) : this.#byId.get(id);
  }

  byAnchor(immutableId: string): CloudUser | undefined {
    const id = this.#idByAnchor.get(immutableId);
    return id === undefined ? this.#uncovered(this.#population?.byAnchor(immutableId)) : this.#byId.get(id);
  }

  byAlternateLoginId(address: string): CloudUser | undefined {
    const id = this.#idByAlternate.get(address.toLowerCase());
    return id === undefined
      ? this.#uncovered(this.#population?.byAlternateLoginId(address))
      : this.#byId.get(id);
  }

  /** Throws UnknownNameError. */
  get(upn: string): CloudUser {
    const user = this.byUpn(upn);
    if (user === undefined) throw new UnknownNameError('user', upn, [...this.#idByUpn.keys()]);
    return user;
  }

  /** Adds or replaces the user with this id. Throws TenantStateError when another user has the name or the anchor. */
  put(user: CloudUser): void {
    const namesake = this.byUpn(user.upn);
    if (namesake !== undefined && namesake.id !== user.id)
      throw new TenantStateError(`another user is named ${user.upn}`);
    const twin = user.immutableId === undefined ? undefined : this.byAnchor(user.immutableId);
    if (twin !== undefined && twin.id !== user.id) {
      throw new TenantStateError(`another user than ${user.upn} has its source anchor`);
    }
    const before = this.#byId.get(user.id);
    if (before !== undefined) this.#forget(before);
    this.#byId.set(user.id, user);
    this.#idByUpn.set(user.upn.toLowerCase(), user.id);
    if (user.immutableId !== undefined) this.#idByAnchor.set(user.immutableId, user.id);
    for (const address of user.alternateLoginIds ?? []) {
      const known = this.#idByAlternate.get(address.toLowerCase());
      if (known === undefined) this.#idByAlternate.set(address.toLowerCase(), user.id);
    }
    this.#cover(user);
  }

  /** Gone for good. */
  remove(id: string): void {
    const user = this.byId(id);
    if (user === undefined) return;
    this.#forget(user);
    this.#byId.delete(id);
    this.#cover(user);
  }

  /** Into the recycle bin. Throws UnknownNameError. */
  delete(upn: string, now: number): CloudUser {
    const user = this.get(upn);
    this.remove(user.id);
    this.bin.put(user, now);
    return user;
  }

  /** Out of the recycle bin. Throws UnknownNameError, TenantStateError when its name is taken. */
  restore(id: string, now: number): CloudUser {
    const deleted = this.bin.byId(id, now);
    if (deleted === undefined)
      throw new UnknownNameError(
        'deleted user',
        id,
        this.bin.all(now).map((one) => one.id),
      );
    const user = { ...deleted, deletedAt: undefined };
    this.put(user);
    this.bin.take(id);
    return user;
  }

  /** A user of the population is kept, or gone: the population no longer speaks for it. */
  #cover({ immutableId }: CloudUser): void {
    if (immutableId !== undefined && this.#population?.byAnchor(immutableId) !== undefined)
      this.#set.add(immutableId);
  }

  #uncovered(user: CloudUser | undefined): CloudUser | undefined {
    return user === undefined || this.#set.has(user.immutableId ?? '') ? undefined : user;
  }

  #forget(user: CloudUser): void {
    this.#idByUpn.delete(user.upn.toLowerCase());
    if (user.immutableId !== undefined) this.#idByAnchor.delete(user.immutableId);
    for (const address of user.alternateLoginIds ?? []) {
      if (this.#idByAlternate.get(address.toLowerCase()) === user.id)
        this.#idByAlternate.delete(address.toLowerCase());
    }
  }
}
