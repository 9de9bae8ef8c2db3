import type { CloudUser } from '../user.ts';
import { kindOf } from '../user.ts';
import type { StagedRollout } from './staged-rollout.ts';

/**
 * What a federated domain's user is checked by instead of the provider; undefined while it is still the provider's.
 * Synced users only (documented: staged rollout).
 */
export function rolledOutMethod(
  user: CloudUser,
  rollout: StagedRollout,
  now: number,
): 'passThrough' | 'passwordHashSync' | undefined {
  if (kindOf(user) !== 'synced') return undefined;
  const passThrough = rollout.isOver('passthroughAuthentication', user.id, now);
  const hashes = rollout.isOver('passwordHashSync', user.id, now);
  if (passThrough && hashes) {
    const { both } = rollout.settings;
    return both === 'federated' ? undefined : both;
  }
  if (passThrough) return 'passThrough';
  return hashes ? 'passwordHashSync' : undefined;
}
