import { z } from 'zod';
import type { Advice, TriedProposal } from './advise.ts';
import type { Change } from './proposal.ts';
import type { Locks, TrialResult } from './recorder.ts';
import { CLAUSES } from './rule.ts';
import { minutesOf } from './units.ts';

const count = z.number().int().min(0);
const seconds = z.number().min(0);
const minutes = z.number().min(0);

const locks = z
  .strictObject({
    triesUntilLock: count,
    /** How many of these a domain controller saw. */
    seenByActiveDirectory: count,
    afterSeconds: seconds,
    /** Null: until an administrator unlocks. */
    firstLockSeconds: seconds.nullable(),
    locks: count,
  })
  .nullable();

const trial = z.strictObject({
  attack: z.string(),
  title: z.string(),
  method: z.enum(['passThrough', 'passwordHashSync']),
  tries: count,
  reachedActiveDirectory: count,
  lastsSeconds: seconds,
  locksFirst: z.enum(['cloud', 'activeDirectory', 'both', 'nobody']),
  cloud: locks,
  activeDirectory: locks,
  /** For how long the right password would have been refused. */
  refusedSeconds: z.strictObject({ usualPlaces: seconds, newPlaces: seconds, onPremises: seconds }),
});

const policy = z.strictObject({
  name: z.string(),
  /** Of a fine-grained policy: the users and groups it is linked to. */
  appliesTo: z.array(z.string()).nullable(),
  /** 0: never locks. */
  threshold: count,
  /** 0: until an administrator unlocks. */
  durationMinutes: minutes,
  windowMinutes: minutes,
  keepsRule: z.boolean(),
  isPageExample: z.boolean(),
  checks: z.array(
    z.strictObject({ clause: z.enum(CLAUSES), holds: z.boolean(), decides: z.boolean(), found: z.string() }),
  ),
  trials: z.array(trial),
});

const change = z.strictObject({
  side: z.enum(['cloud', 'activeDirectory']),
  policy: z.string().nullable(),
  setting: z.enum(['threshold', 'duration', 'observationWindow']),
  unit: z.enum(['tries', 'seconds', 'minutes']),
  from: z.number(),
  to: z.number(),
});

/** What `ptalab lockout advise --json` prints. */
export const adviceSchema = z.strictObject({
  version: z.literal(1),
  ruleText: z.enum(['current', 'older']),
  keepsRule: z.boolean(),
  cloud: z.strictObject({ threshold: count, durationSeconds: seconds, growth: z.string() }),
  bounds: z.strictObject({
    /** Null when no policy locks. */
    cloudThresholdAtMost: count.nullable(),
    activeDirectoryThresholdAtLeast: count,
    activeDirectoryThresholdBest: count,
  }),
  policies: z.array(policy),
  /** The smallest change first. */
  proposals: z.array(
    z.strictObject({
      changes: z.array(change),
      trials: z.array(z.strictObject({ policy: z.string(), trials: z.array(trial) })),
    }),
  ),
});

export type AdviceJson = z.output<typeof adviceSchema>;

/** The advice for programs: the cloud's times in seconds, Active Directory's in minutes, as each has them. */
export function adviceJson({ sides, text, policies, keepsRule, bounds, proposals }: Advice): AdviceJson {
  const { threshold, durationMs, growth } = sides.cloud;
  return {
    version: 1,
    ruleText: text,
    keepsRule,
    cloud: { threshold, durationSeconds: durationMs / 1_000, growth: growth.schedule },
    bounds: {
      cloudThresholdAtMost: bounds.cloudThresholdAtMost ?? null,
      activeDirectoryThresholdAtLeast: bounds.directoryThresholdAtLeast,
      activeDirectoryThresholdBest: bounds.directoryThresholdBest,
    },
    policies: policies.map(({ policy: one, checks, trials, ...rest }) => ({
      name: one.name,
      appliesTo: one.appliesTo === undefined ? null : [...one.appliesTo],
      threshold: one.lockout.threshold,
      durationMinutes: minutesOf(one.lockout.duration),
      windowMinutes: minutesOf(one.lockout.observationWindow),
      keepsRule: rest.keepsRule,
      isPageExample: rest.isPageExample,
      checks: [...checks],
      trials: trials.map(trialJson),
    })),
    proposals: proposals.map(proposalJson),
  };
}

function proposalJson({ changes, trials }: TriedProposal): AdviceJson['proposals'][number] {
  return {
    changes: changes.map(changeJson),
    trials: trials.map(({ policy: name, trials: results }) => ({
      policy: name,
      trials: results.map(trialJson),
    })),
  };
}

function changeJson(one: Change): AdviceJson['proposals'][number]['changes'][number] {
  const { side, setting, from, to } = one;
  const named = { side, setting, policy: one.side === 'cloud' ? null : one.policy };
  if (setting === 'threshold') return { ...named, unit: 'tries', from, to };
  if (side === 'cloud') return { ...named, unit: 'seconds', from: from / 1_000, to: to / 1_000 };
  return { ...named, unit: 'minutes', from: minutesOf(from), to: minutesOf(to) };
}

function trialJson({ attack, refused, ...rest }: TrialResult): z.output<typeof trial> {
  return {
    attack: attack.name,
    title: attack.title,
    method: attack.method,
    tries: rest.tries,
    reachedActiveDirectory: rest.reachedDirectory,
    lastsSeconds: rest.lastsMs / 1_000,
    locksFirst: rest.first,
    cloud: locksJson(rest.cloud),
    activeDirectory: locksJson(rest.directory),
    refusedSeconds: {
      usualPlaces: refused.usualPlacesMs / 1_000,
      newPlaces: refused.newPlacesMs / 1_000,
      onPremises: refused.directoryMs / 1_000,
    },
  };
}

function locksJson(one: Locks | undefined): z.output<typeof locks> {
  if (one === undefined) return null;
  return {
    triesUntilLock: one.triesUntilLock,
    seenByActiveDirectory: one.seenByDirectory,
    afterSeconds: one.afterMs / 1_000,
    firstLockSeconds: Number.isFinite(one.firstLockMs) ? one.firstLockMs / 1_000 : null,
    locks: one.locks,
  };
}
