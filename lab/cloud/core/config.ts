import { z } from 'zod';
import { duration } from '../../config/duration.ts';
import { nearest } from '../../words/nearest.ts';
import { accessPolicy } from './access/policy.ts';
import { DEFAULT_OUTCOMES, isDecision } from './outcomes.ts';
import { homeRealmPolicy } from './realm-policies/policy.ts';

const NAMED = Object.keys(DEFAULT_OUTCOMES).filter((name) => !/^\d/.test(name));

const outcomeName = z.string().refine((name) => /^-?\d{1,10}$/.test(name) || NAMED.includes(name), {
  error: ({ input }) => {
    const near = nearest(String(input), NAMED);
    return near === undefined
      ? `expected a Win32 error number or one of ${NAMED.join(', ')}`
      : `there is no outcome of that name; did you mean ${near}?`;
  },
});

/** Which of two documents is right is not known; both sides can be played. */
const stagedRollout = z.strictObject({
  takesEffect: z.enum(['atOnce', 'afterFederatedSignIn']).default('atOnce'),
  /** Until a change of an added group's members is noticed (documented: up to 24 hours). */
  membershipDelay: duration('24h'),
  /** What checks a user whom both pass-through and hash sync were rolled out to, which is not supported. */
  both: z.enum(['passThrough', 'passwordHashSync', 'federated']).default('passThrough'),
});

const passwords = z.strictObject({
  /** Changes and resets reach Active Directory. */
  writeback: z.boolean().default(false),
  /** Whether the tenant has the licence that writeback needs. */
  licensed: z.boolean().default(true),
  /** `CloudPasswordPolicyForPasswordSyncedUsersEnabled`: synced passwords expire in the cloud. */
  syncedExpire: z.boolean().default(false),
  validity: duration('90d'),
  /** `ForcePasswordChangeOnLogOn`: passwords to be changed at the next logon are synced, and changed here. */
  temporarySynced: z.boolean().default(false),
  /** The name that agents are handed. */
  agentName: z.enum(['userPrincipalName', 'onPremisesUserPrincipalName']).default('userPrincipalName'),
});

const access = z.strictObject({
  securityDefaults: z.boolean().default(false),
  policies: z.array(accessPolicy).max(200).default([]),
});

/** What a tenant's sign-ins are decided by, as a lab file says it. */
export const decisions = {
  /** Rows that replace the table of outcomes: Win32 number or outcome to AADSTS code, 0 for success. */
  outcomes: z
    .record(outcomeName, z.number().int().min(0).max(9_999_999))
    .refine((rows) => !Object.entries(rows).some(([name, code]) => code === 0 && isDecision(name)), {
      error: 'expected a code: what the cloud itself refuses cannot be made a success',
    })
    .default({}),
  /** A home-realm-discovery policy that lets the cloud check federated users' passwords. */
  allowCloudPasswordValidation: z.boolean().default(false),
  /** The organisation's home realm discovery policy, whole. */
  homeRealm: homeRealmPolicy.prefault({}),
  /** Whether Connect sends password hashes. */
  passwordHashSync: z.boolean().default(false),
  stagedRollout: stagedRollout.prefault({}),
  passwords: passwords.prefault({}),
  access: access.prefault({}),
};

export type DecisionsConfig = z.output<z.ZodObject<typeof decisions>>;
