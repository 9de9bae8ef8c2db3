import { Access } from './access/access.ts';
import { Domains } from './domains.ts';
import { TenantStateError } from './errors.ts';
import { Groups } from './groups.ts';
import { DEFAULT_PASSWORDS, type PasswordSettings } from './password-changes/settings.ts';
import { HomeRealmPolicies } from './realm-policies/policies.ts';
import { StagedRollout } from './rollout/staged-rollout.ts';
import { Users } from './users.ts';

/** What an Entra Connect wizard may set for the whole tenant. */
export type SignInMethod = 'passThrough' | 'passwordHashSync' | 'federation' | 'none';

/** How managed users' passwords are checked. */
export interface Features {
  readonly passThrough: boolean;
  readonly passwordHashSync: boolean;
}

/** When agents' updates may be installed (documented: beta hybridAgentUpdaterConfiguration). */
export interface UpdaterSettings {
  readonly allowUpdateConfigurationOverride: boolean;
  /** ISO 8601 */
  readonly deferUpdateDateTime: string | null;
  /** Times of day in UTC. */
  readonly updateWindow: {
    readonly updateWindowStartTime: string;
    readonly updateWindowEndTime: string;
  } | null;
}

/** One tenant: who it is, its domains, its users, its switches. */
export class Tenant {
  readonly id: string;
  readonly name: string;
  readonly domains = new Domains();
  readonly users = new Users();
  readonly groups = new Groups();
  readonly homeRealm = new HomeRealmPolicies();
  readonly rollout = new StagedRollout(this.groups);
  readonly access: Access;
  passwordSettings: PasswordSettings = DEFAULT_PASSWORDS;
  updater: UpdaterSettings = {
    allowUpdateConfigurationOverride: false,
    deferUpdateDateTime: null,
    updateWindow: null,
  };
  #features: Features = { passThrough: false, passwordHashSync: false };

  constructor(id: string, name: string) {
    this.id = id;
    this.name = name;
    this.access = new Access(id);
    this.domains.add({ name: `${name}.onmicrosoft.com`, authentication: 'managed', initial: true });
  }

  get features(): Features {
    return this.#features;
  }

  /** With hashes synced, managed users are checked against them from then on (documented: disable pass-through). */
  setPassThrough(enabled: boolean): void {
    this.#features = { ...this.#features, passThrough: enabled };
  }

  /** Whether Connect sends password hashes, whatever managed users are checked by. */
  setPasswordHashSync(enabled: boolean): void {
    this.#features = { ...this.#features, passwordHashSync: enabled };
  }

  /**
   * The switch that every Connect wizard throws, primary or staging: any method but pass-through turns pass-through
   * off for the whole tenant. Hashes that were synced before stay. Throws TenantStateError when pass-through is asked
   * for and no agent is active (documented: quick start, troubleshooting page).
   */
  setSignInMethod(method: SignInMethod, activeAgents: number): void {
    if (method === 'passThrough' && activeAgents === 0) {
      throw new TenantStateError(
        'pass-through authentication needs at least one active authentication agent',
      );
    }
    this.#features = {
      passThrough: method === 'passThrough',
      passwordHashSync: method === 'passwordHashSync' || this.#features.passwordHashSync,
    };
  }

  /** Whether an authority's path segment is its id or one of its verified domains. */
  isCalled(authority: string): boolean {
    return authority.toLowerCase() === this.id || this.domains.find(authority) !== undefined;
  }
}
