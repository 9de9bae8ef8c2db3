import { numberOf, textOf, type DirectoryObject } from '../store/object.ts';
import { fromPolicyTicks, policyTicks } from './durations.ts';

/** Account lockout; times in lab milliseconds. */
export interface LockoutPolicy {
  /** Bad tries that lock; 0 never locks. */
  readonly threshold: number;
  /** How long a lock holds; 0 until an administrator unlocks. */
  readonly duration: number;
  /** Counts restart when the last bad try is longer ago than this. */
  readonly observationWindow: number;
}

/** What a new password must be like; ages in lab milliseconds. */
export interface PasswordPolicy {
  /** 0: passwords never expire. */
  readonly maxAge: number;
  readonly minAge: number;
  readonly minLength: number;
  /** Passwords remembered, and refused when they come again. */
  readonly historyLength: number;
  readonly complexity: boolean;
}

export interface AccountPolicy {
  readonly lockout: LockoutPolicy;
  readonly password: PasswordPolicy;
}

/** DOMAIN_PASSWORD_COMPLEX of `pwdProperties` ([MS-SAMR] 2.2.1.3). */
const COMPLEX = 1;
const LOCKOUT_ADMINS = 8;

/** The policy that stands in the attributes of the domain's own object ([MS-ADTS] 6.1.1.5). */
export function domainPolicy(root: DirectoryObject): AccountPolicy {
  return {
    lockout: {
      threshold: numberOf(root, 'lockoutthreshold'),
      duration: fromPolicyTicks(textOf(root, 'lockoutduration')),
      observationWindow: fromPolicyTicks(textOf(root, 'lockoutobservationwindow')),
    },
    password: {
      maxAge: fromPolicyTicks(textOf(root, 'maxpwdage')),
      minAge: fromPolicyTicks(textOf(root, 'minpwdage')),
      minLength: numberOf(root, 'minpwdlength'),
      historyLength: numberOf(root, 'pwdhistorylength'),
      complexity: (numberOf(root, 'pwdproperties') & COMPLEX) !== 0,
    },
  };
}

/** Whether lockout holds for the built-in Administrator too ([MS-SAMR] 2.2.1.3 DOMAIN_LOCKOUT_ADMINS). */
export function locksAdministrator(root: DirectoryObject): boolean {
  return (numberOf(root, 'pwdproperties') & LOCKOUT_ADMINS) !== 0;
}

/** The attributes that hold a lockout policy, in lower case. */
export function lockoutAttributes(lockout: LockoutPolicy): ReadonlyMap<string, readonly string[]> {
  return new Map([
    ['lockoutthreshold', [String(lockout.threshold)]],
    ['lockoutduration', [policyTicks(lockout.duration, true)]],
    ['lockoutobservationwindow', [policyTicks(lockout.observationWindow)]],
  ]);
}

/** The attributes that hold a whole policy, in lower case. */
export function policyAttributes({
  lockout,
  password,
}: AccountPolicy): ReadonlyMap<string, readonly string[]> {
  return new Map([
    ...lockoutAttributes(lockout),
    ['maxpwdage', [policyTicks(password.maxAge, true)]],
    ['minpwdage', [policyTicks(password.minAge)]],
    ['minpwdlength', [String(password.minLength)]],
    ['pwdhistorylength', [String(password.historyLength)]],
    ['pwdproperties', [password.complexity ? String(COMPLEX) : '0']],
  ]);
}
