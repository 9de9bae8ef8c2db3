import { resolve } from 'node:path';
import { defaultLab, LabFileError, loadLabFile, type LabConfig } from '../../config/index.ts';
import { settingsOf } from '../../cloud/lockout/index.ts';
import {
  directoryPolicies,
  namedUsers,
  policyOfUser,
  type DirectoryPolicy,
  type Sides,
} from '../../lockout-advice/index.ts';
import { UsageError } from '../errors.ts';
import { didYouMean } from '../likeness.ts';
import { readWhole } from '../load/numbers.ts';
import { readMinutes, readSeconds } from './durations.ts';

/** What was typed of the two sides; each takes the place of what the lab file says. */
export interface SidesOptions {
  readonly lab?: string;
  readonly user?: string;
  readonly cloudThreshold?: string;
  readonly cloudDuration?: string;
  readonly adThreshold?: string;
  readonly adDuration?: string;
  readonly adWindow?: string;
}

const MOST_CLOUD = 50;
const MOST_AD = 999;

/** Both sides: the lab file's or the default lab's, changed by what was typed. Throws UsageError. */
export function readSides(options: SidesOptions, cwd: string): Sides {
  const lab = options.lab === undefined ? defaultLab() : loadedFrom(resolve(cwd, options.lab));
  const policies = policiesOf(lab, options).map((policy) => overridden(policy, options));
  for (const policy of policies) refuseImpossible(policy);
  return { cloud: cloudSide(lab, options), policies };
}

function loadedFrom(path: string): LabConfig {
  try {
    return loadLabFile(path);
  } catch (error) {
    throw error instanceof LabFileError ? new UsageError(error.message) : error;
  }
}

function cloudSide(lab: LabConfig, { cloudThreshold, cloudDuration }: SidesOptions): Sides['cloud'] {
  const settings = settingsOf(lab.cloud.smartLockout, lab.cloud.environment);
  return {
    ...settings,
    ...(cloudThreshold !== undefined && {
      threshold: readWhole('--cloud-threshold', cloudThreshold, 1, MOST_CLOUD),
    }),
    ...(cloudDuration !== undefined && { durationMs: readSeconds('--cloud-duration', cloudDuration) }),
  };
}

/** One policy of the user who was named; with values typed, they are one policy; else all that the forest has. */
function policiesOf({ forest }: LabConfig, options: SidesOptions): DirectoryPolicy[] {
  const { user, lab = 'the default lab' } = options;
  if (forest === undefined) throw new UsageError(`${lab} has no forest, so that there is nothing to compare`);
  if (user !== undefined) {
    const policy = policyOfUser(forest, user);
    if (policy !== undefined) return [policy];
    const names = namedUsers(forest);
    throw new UsageError(`${lab} names no user ${JSON.stringify(user)}${didYouMean(user, names)}`);
  }
  const policies = directoryPolicies(forest);
  return isTyped(options) ? policies.slice(0, 1) : policies;
}

function isTyped({ adThreshold, adDuration, adWindow }: SidesOptions): boolean {
  return [adThreshold, adDuration, adWindow].some((one) => one !== undefined);
}

function overridden(policy: DirectoryPolicy, options: SidesOptions): DirectoryPolicy {
  if (!isTyped(options)) return policy;
  const { adThreshold, adDuration, adWindow } = options;
  const before = policy.lockout;
  const threshold =
    adThreshold === undefined ? before.threshold : readWhole('--ad-threshold', adThreshold, 0, MOST_AD);
  const duration = adDuration === undefined ? before.duration : readMinutes('--ad-duration', adDuration, 0);
  // A shorter lock shortens the counter with it, as the policy editor does, unless that was typed too.
  const fitting = duration === 0 ? before.observationWindow : Math.min(before.observationWindow, duration);
  const observationWindow = adWindow === undefined ? fitting : readMinutes('--ad-window', adWindow, 1);
  return { ...policy, lockout: { threshold, duration, observationWindow } };
}

/** Active Directory refuses a counter that is kept for longer than a lock holds. */
function refuseImpossible({ name, lockout }: DirectoryPolicy): void {
  const { threshold, duration, observationWindow } = lockout;
  if (threshold === 0 || duration === 0 || observationWindow <= duration) return;
  throw new UsageError(
    `${name}: Active Directory takes no --ad-window longer than --ad-duration (found ${observationWindow / 60_000} min and ${duration / 60_000} min)`,
  );
}
