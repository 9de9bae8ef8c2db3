import type { Groups } from '../groups.ts';
import { TenantStateError, UnknownNameError } from '../errors.ts';
import { checkGroup, usersIn } from './check-group.ts';
import { Memberships } from './memberships.ts';
import {
  DEFAULT_ROLLOUT,
  ROLLOUT_FEATURES,
  type RolloutFeature,
  type RolloutPolicy,
  type RolloutSettings,
} from './policy.ts';

export type RolloutChange = Partial<
  Pick<RolloutPolicy, 'displayName' | 'description' | 'isEnabled' | 'isAppliedToOrganization'>
>;

/** A tenant's staged rollout: users of some groups leave federation ahead of their domain. */
export class StagedRollout {
  readonly #groups: Groups;
  readonly #policies = new Map<string, RolloutPolicy>();
  readonly #members = new Map<RolloutFeature, Memberships>(
    ROLLOUT_FEATURES.map((feature) => [feature, new Memberships()]),
  );
  #settings = DEFAULT_ROLLOUT;

  constructor(groups: Groups) {
    this.#groups = groups;
  }

  get settings(): RolloutSettings {
    return this.#settings;
  }

  configure(settings: Partial<RolloutSettings>): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  all(): readonly RolloutPolicy[] {
    return [...this.#policies.values()];
  }

  find(id: string): RolloutPolicy | undefined {
    return this.#policies.get(id);
  }

  /** Throws UnknownNameError. */
  get(id: string): RolloutPolicy {
    const policy = this.find(id);
    if (policy === undefined)
      throw new UnknownNameError('feature rollout policy', id, [...this.#policies.keys()]);
    return policy;
  }

  ofFeature(feature: RolloutFeature): RolloutPolicy | undefined {
    return this.all().find((policy) => policy.feature === feature);
  }

  /** Throws TenantStateError when the feature has a policy already. */
  create(policy: Omit<RolloutPolicy, 'groups'>): RolloutPolicy {
    if (this.ofFeature(policy.feature) !== undefined)
      throw new TenantStateError(`${policy.feature} has a rollout policy already`);
    const created = { ...policy, groups: [] };
    this.#policies.set(policy.id, created);
    return created;
  }

  /** Switching a policy off has the effect of taking its groups out. Throws UnknownNameError. */
  change(id: string, change: RolloutChange, now: number): RolloutPolicy {
    const changed = { ...this.get(id), ...change };
    this.#policies.set(id, changed);
    this.#settle(changed.feature, now, now);
    return changed;
  }

  /** Throws UnknownNameError. */
  remove(id: string, now: number): void {
    const { feature } = this.get(id);
    this.#policies.delete(id);
    this.#settle(feature, now, now);
  }

  /** Its members go over at once, or as the settings have it. Throws UnknownNameError, TenantStateError. */
  addGroup(id: string, groupId: string, now: number): void {
    const policy = this.get(id);
    const group = this.#groups.get(groupId);
    if (policy.groups.includes(group.id)) return;
    checkGroup(group, policy, this.#groups);
    this.#policies.set(id, { ...policy, groups: [...policy.groups, group.id] });
    this.#settle(policy.feature, now, now);
  }

  /** Throws UnknownNameError. */
  removeGroup(id: string, groupId: string, now: number): void {
    const policy = this.get(id);
    this.#policies.set(id, { ...policy, groups: policy.groups.filter((one) => one !== groupId) });
    this.#settle(policy.feature, now, now);
  }

  /** The members of a group have changed, which is noticed later. */
  membersChanged(groupId: string, now: number): void {
    const noticedAt = now + this.#settings.membershipDelayMs;
    for (const policy of this.all()) {
      if (policy.groups.includes(groupId)) this.#settle(policy.feature, noticedAt, noticedAt);
    }
  }

  /** Whether a feature has gone over for a user. */
  isOver(feature: RolloutFeature, userId: string, now: number): boolean {
    const policy = this.ofFeature(feature);
    if (policy?.isEnabled === true && policy.isAppliedToOrganization) return true;
    const atOnce = this.#settings.takesEffect === 'atOnce' || !changesRealm(feature);
    return this.#membersOf(feature).isOver(userId, now, atOnce);
  }

  /** Hears of every interactive sign-in that succeeded: it moves those who wait. */
  signedIn(userId: string, federated: boolean, now: number): void {
    for (const members of this.#members.values()) members.signedIn(userId, federated, now);
  }

  #settle(feature: RolloutFeature, dueAt: number, noticedAt: number): void {
    const members = this.#membersOf(feature);
    const policy = this.ofFeature(feature);
    const groups = policy?.isEnabled === true ? policy.groups : [];
    const wanted = new Set(groups.flatMap((id) => usersIn(id, this.#groups)));
    for (const userId of wanted) members.enter(userId, dueAt);
    for (const userId of members.ids()) if (!wanted.has(userId)) members.leave(userId, noticedAt);
  }

  #membersOf(feature: RolloutFeature): Memberships {
    const members = this.#members.get(feature);
    if (members === undefined) throw new TenantStateError(`${feature} is not played`);
    return members;
  }
}

function changesRealm(feature: RolloutFeature): boolean {
  return feature === 'passthroughAuthentication' || feature === 'passwordHashSync';
}
