import type { SmartLockoutSettings } from '../cloud/lockout/index.ts';
import type { LockoutPolicy } from '../forest/domain/policy.ts';

/** One account lockout policy of Active Directory, and whom it is for. */
export interface DirectoryPolicy {
  /** `corp.contoso.com`, or a fine-grained policy as `corp.contoso.com: Service desk`. */
  readonly name: string;
  /** Of a fine-grained policy: the users and groups it is linked to. */
  readonly appliesTo?: readonly string[];
  /** Times in milliseconds; Active Directory has whole minutes. */
  readonly lockout: LockoutPolicy;
  /** Passwords remembered: below two there is no old one to be spared. */
  readonly historyLength: number;
  /** Whether the domain controllers leave the two passwords before uncounted. */
  readonly sparesOldPasswords: boolean;
}

/** What is compared: the tenant's Smart Lockout, and every policy that its synced users may be under. */
export interface Sides {
  readonly cloud: SmartLockoutSettings;
  readonly policies: readonly DirectoryPolicy[];
}

/**
 * Which text of the rule decides about durations: the current one compares the cloud's lock with Active Directory's, the
 * one of 2018 to 2022 with "Reset account lockout counter after".
 */
export type RuleText = 'current' | 'older';
