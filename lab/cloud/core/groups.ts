import { TenantStateError, UnknownNameError } from './errors.ts';

/** A group of the tenant. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  /** `dynamic`: a rule says who is a member; the lab keeps no rules, so its members are said too. */
  readonly membership: 'assigned' | 'dynamic';
  /** Mail contacts among the members. */
  readonly contacts: number;
}

/** Groups and their direct members, users and groups, by object id. */
export class Groups {
  readonly #groups = new Map<string, Group>();
  readonly #members = new Map<string, Set<string>>();
  readonly #of = new Map<string, Set<string>>();

  get size(): number {
    return this.#groups.size;
  }

  all(): readonly Group[] {
    return [...this.#groups.values()];
  }

  find(id: string): Group | undefined {
    return this.#groups.get(id);
  }

  /** By id or display name, in any case. Throws UnknownNameError. */
  get(idOrName: string): Group {
    const wanted = idOrName.toLowerCase();
    const found = this.find(wanted) ?? this.all().find((one) => one.displayName.toLowerCase() === wanted);
    if (found === undefined) {
      const known = this.all().map((one) => one.displayName);
      throw new UnknownNameError('group', idOrName, known);
    }
    return found;
  }

  /** Adds a group, or replaces what is said of it. Throws TenantStateError for a name that is taken. */
  put(group: Group): void {
    const name = group.displayName.toLowerCase();
    const namesake = this.all().find((one) => one.displayName.toLowerCase() === name);
    if (namesake !== undefined && namesake.id !== group.id)
      throw new TenantStateError(`another group is named ${group.displayName}`);
    this.#groups.set(group.id, group);
  }

  remove(id: string): void {
    for (const member of this.members(id)) this.removeMember(id, member);
    for (const group of this.groupsOf(id)) this.removeMember(group, id);
    this.#groups.delete(id);
  }

  /** Ids of users and groups that are members themselves. */
  members(id: string): readonly string[] {
    return [...(this.#members.get(id) ?? [])];
  }

  /** Ids of the groups that a user or group is a direct member of. */
  groupsOf(memberId: string): readonly string[] {
    return [...(this.#of.get(memberId) ?? [])];
  }

  isMember(id: string, memberId: string): boolean {
    return this.#members.get(id)?.has(memberId) ?? false;
  }

  /** Whether a user is a member, of the group or of one that is. */
  holds(id: string, memberId: string, seen: ReadonlySet<string> = new Set()): boolean {
    if (this.isMember(id, memberId)) return true;
    const before = new Set([...seen, id]);
    return this.groupsOf(memberId).some(
      (group) => this.find(group) !== undefined && !before.has(group) && this.holds(id, group, before),
    );
  }

  addMember(id: string, memberId: string): void {
    add(this.#members, this.get(id).id, memberId);
    add(this.#of, memberId, id);
  }

  removeMember(id: string, memberId: string): void {
    drop(this.#members, id, memberId);
    drop(this.#of, memberId, id);
  }
}

function add(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key);
  if (values === undefined) index.set(key, new Set([value]));
  else values.add(value);
}

function drop(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key);
  values?.delete(value);
  if (values?.size === 0) index.delete(key);
}
