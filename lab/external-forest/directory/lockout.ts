import { fromPolicyTicks, policyTicks } from '../../forest/domain/durations.ts';
import type { LockoutPolicy } from '../../forest/domain/policy.ts';
import type { DomainAdministrator } from './administrator.ts';

type Changes = { readonly [Name in keyof LockoutPolicy]?: number | undefined };

/** The lockout policy that the domain has now; times in milliseconds. */
export async function readLockout(administrator: DomainAdministrator, base: string): Promise<LockoutPolicy> {
  const entry = await administrator.entry(base, [
    'lockoutThreshold',
    'lockoutDuration',
    'lockOutObservationWindow',
  ]);
  return {
    threshold: Number(entry?.text('lockoutThreshold') ?? 0),
    duration: fromPolicyTicks(entry?.text('lockoutDuration')),
    observationWindow: fromPolicyTicks(entry?.text('lockOutObservationWindow')),
  };
}

/** What is left out stays. The lab's claim says what there was before. */
export async function changeLockout(
  administrator: DomainAdministrator,
  base: string,
  { threshold, duration, observationWindow }: Changes,
): Promise<void> {
  const values = {
    ...(threshold !== undefined && { lockoutThreshold: [String(threshold)] }),
    ...(duration !== undefined && { lockoutDuration: [policyTicks(duration, true)] }),
    ...(observationWindow !== undefined && { lockOutObservationWindow: [policyTicks(observationWindow)] }),
  };
  if (Object.keys(values).length > 0) await administrator.replace(base, values);
}
