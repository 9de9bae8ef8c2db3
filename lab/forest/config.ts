import { z } from 'zod';
import { duration } from '../config/duration.ts';
import { ForestError } from './core/errors.ts';
import type { LockoutPolicy } from './core/lockout.ts';

const threshold = z.int().min(0).max(999);

/** Account lockout as a domain's policy has it: threshold 0 never locks, duration 0 holds until an administrator unlocks. */
const lockout = z.strictObject({
  threshold: threshold.default(10),
  duration: duration('30m'),
  observationWindow: duration('30m'),
});

/** Changes to the lockout policy; what is left out stays. */
export const lockoutChanges = z.strictObject({
  threshold: threshold.optional(),
  duration: duration().optional(),
  observationWindow: duration().optional(),
});

/** A user of whom a scenario knows the name. */
const namedUser = z.strictObject({
  sam: z.string().min(1).max(256),
  upn: z.string().min(3).max(1024),
  name: z.string().min(1).max(256).optional(),
  /** Derived from the seed unless given. */
  password: z.string().min(1).max(256).optional(),
  enabled: z.boolean().default(true),
  mustChangePassword: z.boolean().default(false),
  passwordExpired: z.boolean().default(false),
  /** A moment of lab time, such as `2026-01-31T00:00:00Z`. */
  accountExpires: z.iso.datetime().optional(),
});

export type NamedUser = z.output<typeof namedUser>;

/** One Active Directory forest of one domain. */
export const forestConfig = z.strictObject({
  domain: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
    .default('corp.contoso.com'),
  netbios: z
    .string()
    .regex(/^[A-Z0-9-]{1,15}$/)
    .default('CORP'),
  upnSuffixes: z.array(z.string()).min(1).default(['contoso.com', 'fabrikam.com']),
  /** The first holds the PDC emulator role. */
  domainControllers: z
    .array(z.string().regex(/^[A-Za-z0-9-]{1,15}$/))
    .min(1)
    .max(16)
    .default(['DC1', 'DC2']),
  /** Directly under the domain; users stand in the first unless said otherwise. */
  organizationalUnits: z
    .array(z.string().regex(/^[^,+"\\<>;=]{1,64}$/))
    .min(1)
    .max(100)
    .default(['Staff']),
  lockout: lockout.prefault({}),
  /** Passwords of users who are subject to expiry expire after this long; `0s` never. */
  maxPasswordAge: duration('42d'),
  /** Sub-code of a bind under a name that nobody bears: builds of Windows differ. */
  unknownUser: z.enum(['52e', '525']).default('52e'),
  users: z
    .strictObject({
      generate: z.int().min(0).max(100_000).default(20),
      /** UPN suffix of generated users; the first of `upnSuffixes` unless given. */
      upnSuffix: z.string().optional(),
      named: z.array(namedUser).max(10_000).default([]),
    })
    .prefault({}),
  /** Password of every user without one of their own; unless given, each has one derived from the seed. */
  password: z.string().min(1).max(256).optional(),
});

export type ForestConfig = z.output<typeof forestConfig>;
export type ForestConfigInput = z.input<typeof forestConfig>;

/** The documented constraint: counts may not be kept longer than a lock holds. Throws ForestError. */
export function checkLockoutPolicy(policy: LockoutPolicy): LockoutPolicy {
  if (policy.threshold > 0 && policy.duration > 0 && policy.observationWindow > policy.duration) {
    const text = 'the lockout observation window may not be longer than the lockout duration';
    throw new ForestError('PTALAB_FOREST_INVALID', text);
  }
  return policy;
}
