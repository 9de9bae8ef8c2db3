import { TenantStateError, UnknownNameError } from '../errors.ts';

/** What a staged rollout can be for (Graph's `featureRolloutPolicy`), as far as the lab plays it. */
export const ROLLOUT_FEATURES = [
  'passthroughAuthentication',
  'passwordHashSync',
  'seamlessSso',
  'emailAsAlternateId',
] as const;

export type RolloutFeature = (typeof ROLLOUT_FEATURES)[number];

/** Features of the resource that the lab refuses to roll out, rather than pretend. */
export const NOT_PLAYED = ['certificateBasedAuthentication', 'multiFactorAuthentication'] as const;

/** A feature by its name in the Graph. Throws TenantStateError for one that the lab does not play, UnknownNameError. */
export function rolloutFeature(name: string): RolloutFeature {
  if (NOT_PLAYED.some((one) => one === name))
    throw new TenantStateError(`the lab does not play a rollout of ${name}`);
  const feature = ROLLOUT_FEATURES.find((one) => one === name);
  if (feature === undefined) throw new UnknownNameError('rollout feature', name, ROLLOUT_FEATURES);
  return feature;
}

export interface RolloutPolicy {
  readonly id: string;
  readonly displayName: string;
  readonly description?: string | undefined;
  readonly feature: RolloutFeature;
  readonly isEnabled: boolean;
  readonly isAppliedToOrganization: boolean;
  /** Ids of groups. */
  readonly groups: readonly string[];
}

/** What the documents leave open, or say both ways. */
export interface RolloutSettings {
  /**
   * What takes a user whose group was added over: the addition itself, or its next interactive sign-in at the provider.
   * The documents say both.
   */
  readonly takesEffect: 'atOnce' | 'afterFederatedSignIn';
  /** Lab milliseconds until a change of an added group's members is noticed (documented: up to 24 hours). */
  readonly membershipDelayMs: number;
  /** What a user is checked by who is in a group of both, which is not supported. */
  readonly both: 'passThrough' | 'passwordHashSync' | 'federated';
}

export const DEFAULT_ROLLOUT: RolloutSettings = {
  takesEffect: 'atOnce',
  membershipDelayMs: 24 * 3_600_000,
  both: 'passThrough',
};

/** Documented: staged rollout, "supported scenarios", "considerations". */
export const MOST_GROUPS = 10;
export const MOST_USERS_AT_FIRST = 200;
