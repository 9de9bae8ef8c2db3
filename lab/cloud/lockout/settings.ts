import type { Growth } from './growth.ts';

/** Smart Lockout of one tenant. What the service documents is in the first two; the rest is what it leaves open. */
export interface SmartLockoutSettings {
  /** Wrong passwords until the first lock, for familiar and unfamiliar locations alike. */
  readonly threshold: number;
  /** How long the first lock lasts, and every other at the least. */
  readonly durationMs: number;
  readonly growth: Growth;
  readonly familiarity: Familiarity;
  readonly datacenters: Datacenters;
  /** Wrong passwords are forgotten when the last one, or the end of its lock, is longer ago; undefined: never. */
  readonly countsAgeAfterMs: number | undefined;
  /** Whether a right password clears the count of locations of its own kind, or both. */
  readonly successClears: 'sameLocations' | 'all';
  /** Whether an administrator's password reset unlocks; the older documents say that nothing but waiting does. */
  readonly administratorResetUnlocks: boolean;
  /** Locations whose sign-ins are refused whatever the password. */
  readonly blockedLocations: readonly string[];
  /** Users of whom anything is kept; beyond, those that were not touched for longest are forgotten. */
  readonly mostUsers: number;
}

/** When a location is familiar: "familiar" is the service's word, and it does not say what it means. */
export interface Familiarity {
  /** Right passwords from there. */
  readonly successes: number;
  /** Since the last of them. */
  readonly lastsMs: number;
}

/**
 * Sign-ins are spread over datacenters by chance. `synced`: they share one count, which others hear of after
 * `syncLagMs`, and a lock holds everywhere at once. `separate` (the older documents): each counts and locks alone.
 */
export interface Datacenters {
  readonly count: number;
  readonly state: 'synced' | 'separate';
  readonly syncLagMs: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

export const DEFAULT_SETTINGS: SmartLockoutSettings = {
  threshold: 10,
  durationMs: MINUTE,
  growth: { schedule: 'double', factor: 2, maxMs: 30 * MINUTE },
  familiarity: { successes: 1, lastsMs: 30 * DAY },
  datacenters: { count: 1, state: 'synced', syncLagMs: 1_000 },
  countsAgeAfterMs: undefined,
  successClears: 'sameLocations',
  administratorResetUnlocks: true,
  blockedLocations: [],
  mostUsers: 1_000_000,
};
