import type { LockoutConfig } from '../config/lockout.ts';
import { afterReset, type Location, type LocationCounter } from '../lockout/activity.ts';
import { isLocked } from '../lockout/verdict.ts';
import type { FarmNode } from '../nodes/node.ts';

type Defined<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** The settings with those changes that say something. */
export function changedLockout(current: LockoutConfig, changes: Defined<LockoutConfig>): LockoutConfig {
  const said = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...current, ...Object.fromEntries(said) };
}

/** `Get-AdfsProperties`, as far as the lockout goes. */
export function lockoutReport(policy: LockoutConfig, nodes: readonly FarmNode[]) {
  const { enabled, mode, threshold, familiarThreshold, observationWindow, requirePdc, lockedWhen } = policy;
  return {
    enabled,
    mode,
    threshold,
    familiarThreshold: familiarThreshold ?? threshold,
    observationWindow,
    requirePdc,
    lockedWhen,
    restartNeeded: nodes.filter(({ lockout }) => lockout.mode !== mode).map(({ name }) => name),
  };
}

/** `Get-AdfsAccountActivity` */
export async function activityOf(node: FarmNode, user: string, policy: LockoutConfig, now: number) {
  const { account } = await node.directory.account(user, 'any');
  const activity = node.activity.of(account, undefined);
  const report = (location: Location) => counterReport(activity[location], location, policy, now);
  return {
    account,
    familiarAddresses: [...activity.familiarAddresses],
    familiar: report('familiar'),
    unknown: report('unknown'),
  };
}

function counterReport(counter: LocationCounter, location: Location, policy: LockoutConfig, now: number) {
  const locked = isLocked(counter, location, policy) && now < (counter.heldUntil ?? 0);
  return { badPasswords: counter.badPasswords, lastBadPassword: counter.lastBadPassword ?? null, locked };
}

/** `Reset-AdfsAccountLockout` */
export async function resetLockout(
  node: FarmNode,
  user: string,
  location: Location | undefined,
): Promise<void> {
  const { account } = await node.directory.account(user, 'any');
  node.activity.put(account, afterReset(node.activity.of(account, undefined), location));
}
