import { z } from 'zod';
import { duration } from '../../config/duration.ts';
import { plainName, reference } from './names.ts';

// What the attributes take; the policy editor of Windows offers less: 999, 14 or 128, and 24.
const threshold = z.int().min(0).max(65_535);
const minLength = z.int().min(0).max(128);
const history = z.int().min(0).max(1_024);
const COMPLEX = z.boolean();

/** Account lockout as a domain's policy has it: threshold 0 never locks, duration 0 holds until an administrator unlocks. */
export const lockout = z.strictObject({
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

/** What passwords must be like; the defaults are those of a new domain. */
export const passwordPolicy = z.strictObject({
  /** Passwords of users who are subject to expiry expire after this long, 42d unless written; `0s` never. */
  maxAge: duration().optional(),
  /** A password may not be changed before, though it may be reset; 1d unless written, 0s where `maxAge` is no longer. */
  minAge: duration().optional(),
  minLength: minLength.default(7),
  /** Passwords remembered, and refused when they come again. */
  history: history.default(24),
  /** Three of five kinds of characters, and no part of the name. */
  complexity: COMPLEX.default(true),
});

const passwordChanges = z.strictObject({
  maxAge: duration().optional(),
  minAge: duration().optional(),
  minLength: minLength.optional(),
  history: history.optional(),
  complexity: COMPLEX.optional(),
});

/** A password settings object; what is left out is as in the domain's policy. */
export const fineGrainedPolicy = z.strictObject({
  name: plainName,
  /** The lowest wins where several apply. */
  precedence: z.int().min(1).max(2_147_483_647),
  /** `sAMAccountName` of users and global groups. */
  appliesTo: z.array(reference).max(10_000).default([]),
  lockout: lockoutChanges.default({}),
  passwordPolicy: passwordChanges.default({}),
});

export type FineGrainedPolicyConfig = z.output<typeof fineGrainedPolicy>;
