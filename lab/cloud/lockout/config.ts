import { z } from 'zod';
import { duration } from '../../config/duration.ts';
import { DEFAULT_THRESHOLD, type Environment } from './environment.ts';
import type { Growth } from './growth.ts';
import type { SmartLockoutSettings } from './settings.ts';

/** How locks grow, which the service does not publish. */
const growth = z
  .strictObject({
    /** `double`: each `factor` times as long as the one before, up to `max`; `list`: as long as `durations` say. */
    schedule: z.enum(['double', 'fixed', 'list']).default('double'),
    factor: z.number().min(1).max(10).default(2),
    max: duration('30m'),
    /** From the first lock on; the last one is for all that follow. */
    durations: z.array(duration()).max(100).default([]),
  })
  .refine(({ schedule, durations }) => schedule !== 'list' || durations.length > 0, {
    error: 'expected durations such as [60s, 2m, 5m], which the schedule list goes by',
    path: ['durations'],
  });

const familiarity = z.strictObject({
  /** Right passwords from a location until it is familiar. */
  successes: z.number().int().min(1).max(1_000).default(1),
  /** A location that was not used for longer is unfamiliar again. */
  lasts: duration('30d'),
});

const datacenters = z.strictObject({
  /** Sign-ins are spread over them by the lab's chance. */
  count: z.number().int().min(1).max(64).default(1),
  /** `synced`: one count for all, late by `syncLag`; `separate`: each counts and locks alone, as the older documents say. */
  state: z.enum(['synced', 'separate']).default('synced'),
  syncLag: duration('1s'),
});

/** Smart Lockout (documented defaults: ten wrong passwords, three in Azure Government; 60 seconds). */
export const smartLockout = z.strictObject({
  /** 10 unless written, and 3 in Azure Government. */
  threshold: z.number().int().min(1).max(50).optional(),
  duration: duration('60s'),
  growth: growth.prefault({}),
  familiarity: familiarity.prefault({}),
  datacenters: datacenters.prefault({}),
  /** Wrong passwords are forgotten after this long without another; never, unless written. */
  countsAgeAfter: duration().optional(),
  /** What a right password clears: the count of its own kind of locations, or of familiar and unfamiliar ones. */
  successClears: z.enum(['sameLocations', 'all']).default('sameLocations'),
  /** Whether an administrator's password reset unlocks; the older documents say no. */
  administratorResetUnlocks: z.boolean().default(true),
  /** Addresses or hosts whose sign-ins are refused as locked, whatever the password. */
  blockedLocations: z.array(z.string().min(1).max(256)).max(1_000).default([]),
  /** Users of whom anything is kept; beyond, those untouched for longest are forgotten. */
  mostUsers: z.number().int().min(1).max(10_000_000).default(1_000_000),
});

export type SmartLockoutConfig = z.output<typeof smartLockout>;

/** Documented defaults of an environment, and what was written. */
export function settingsOf(
  config: SmartLockoutConfig,
  environment: Environment = 'public',
): SmartLockoutSettings {
  const { threshold, duration: durationMs, growth: written, familiarity: known, ...rest } = config;
  const { datacenters: centers, countsAgeAfter, ...same } = rest;
  return {
    ...same,
    threshold: threshold ?? DEFAULT_THRESHOLD[environment],
    durationMs,
    growth: growthOf(written),
    familiarity: { successes: known.successes, lastsMs: known.lasts },
    datacenters: { count: centers.count, state: centers.state, syncLagMs: centers.syncLag },
    countsAgeAfterMs: countsAgeAfter,
  };
}

function growthOf({ schedule, factor, max, durations }: SmartLockoutConfig['growth']): Growth {
  switch (schedule) {
    case 'double':
      return { schedule, factor, maxMs: max };
    case 'fixed':
      return { schedule };
    case 'list':
      return { schedule, durationsMs: durations };
  }
}
