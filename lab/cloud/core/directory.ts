import { uuidFrom } from '../../chance/chance.ts';
import { TenantStateError, UnknownNameError } from './errors.ts';
import type { Passwords } from './passwords.ts';
import { ROLES, type RoleName } from './roles.ts';
import type { Tenant } from './tenant.ts';
import type { CloudUser } from './user.ts';

export interface NewUser {
  readonly upn: string;
  readonly displayName?: string | undefined;
  readonly password?: string | undefined;
  readonly sourceAnchor?: string | undefined;
  readonly enabled: boolean;
  readonly mail?: string | undefined;
  readonly alternateLoginIds?: readonly string[] | undefined;
  readonly userType?: 'Member' | 'Guest' | undefined;
  readonly roles: readonly RoleName[];
}

/** Creates users by hand, and remembers cloud-only users' passwords for the lab's own devices. */
export class Directory {
  readonly #tenant: Tenant;
  readonly #passwords: Passwords;
  readonly #seed: string;
  readonly #known = new Map<string, string>();
  readonly #now: () => number;

  constructor(tenant: Tenant, passwords: Passwords, seed: string, now: () => number) {
    this.#now = now;
    this.#tenant = tenant;
    this.#passwords = passwords;
    this.#seed = seed;
  }

  /** Throws TenantStateError when the name is taken or lies in no verified domain. */
  add(given: NewUser): CloudUser {
    if (this.#tenant.domains.ofUpn(given.upn) === undefined) {
      throw new TenantStateError(`${given.upn} does not lie in a verified domain of the tenant`);
    }
    if (this.#tenant.users.byUpn(given.upn) !== undefined)
      throw new TenantStateError(`another user is named ${given.upn}`);
    const id = uuidFrom(this.#tenant.id, 'user', given.sourceAnchor ?? given.upn.toLowerCase());
    const password =
      given.password ?? (given.sourceAnchor === undefined ? this.#derive(given.upn) : undefined);
    const user: CloudUser = {
      id,
      upn: given.upn,
      displayName: given.displayName ?? given.upn.slice(0, given.upn.indexOf('@')),
      enabled: given.enabled,
      userType: given.userType ?? 'Member',
      passwordChangedAt: this.#now(),
      tokensValidFrom: 0,
      ...(given.mail !== undefined && { mail: given.mail }),
      ...(given.alternateLoginIds !== undefined && { alternateLoginIds: given.alternateLoginIds }),
      roles: given.roles.map((name) => ROLES[name]),
      ...(given.sourceAnchor !== undefined && { immutableId: given.sourceAnchor }),
      ...(password !== undefined && { passwordHash: this.#passwords.digest(id, password) }),
    };
    this.#tenant.users.put(user);
    if (password !== undefined) this.#known.set(id, password);
    return user;
  }

  /** For good. Throws UnknownNameError. */
  remove(upn: string): void {
    const { id } = this.#tenant.users.get(upn);
    this.#tenant.users.remove(id);
    this.#known.delete(id);
  }

  /** A user has another password now. */
  learn(userId: string, password: string): void {
    if (this.#known.has(userId)) this.#known.set(userId, password);
  }

  /** Throws UnknownNameError for users whose password only the forest knows. */
  passwordOf(upn: string): string {
    const password = this.#known.get(this.#tenant.users.get(upn).id);
    if (password !== undefined) return password;
    const known = this.#tenant.users.kept().filter((user) => this.#known.has(user.id));
    throw new UnknownNameError(
      'password in the cloud for',
      upn,
      known.map((user) => user.upn),
    );
  }

  /** Satisfies the cloud's complexity rule and differs from lab to lab. */
  #derive(upn: string): string {
    return `Pw-${uuidFrom(this.#seed, 'password', upn.toLowerCase())}`;
  }
}
