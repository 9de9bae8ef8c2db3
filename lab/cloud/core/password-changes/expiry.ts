import type { RefusalDetail, SignInRefused } from '../attempt.ts';
import type { SignInDesk } from '../desk.ts';
import { refusal } from '../refuse.ts';
import type { Tenant } from '../tenant.ts';
import { kindOf, type CloudUser } from '../user.ts';

/** The page that a synced user sees where nothing can be written back (documented: pass-through FAQ). */
export const CHANGE_ELSEWHERE =
  "Your organization doesn't allow you to update your password on this site. Update it according to the method recommended by your organization, or ask your admin if you need help.";

const SUBERROR = 'user_password_expired';

/** What a user whose password is no longer good can do about it here. */
export function wayOut(
  user: CloudUser,
  { passwordSettings: settings }: Pick<Tenant, 'passwordSettings'>,
): RefusalDetail {
  const canChange = kindOf(user) === 'cloudOnly' || (settings.writeback && settings.licensed);
  return canChange
    ? { next: 'changePassword', suberror: SUBERROR }
    : { text: CHANGE_ELSEWHERE, suberror: SUBERROR };
}

/** A right password, checked by the cloud, that is no longer good. On-premises expiry is nothing the cloud knows. */
export function missingPasswordLife(
  user: CloudUser,
  { tenant, outcomes, clock }: Pick<SignInDesk, 'tenant' | 'outcomes' | 'clock'>,
): SignInRefused | undefined {
  if (user.mustChangePassword === true) return refusal('temporaryPassword', outcomes, wayOut(user, tenant));
  const expires = expiryOf(user, tenant);
  return expires !== undefined && clock.now() >= expires
    ? refusal('expiredCloudPassword', outcomes, wayOut(user, tenant))
    : undefined;
}

/** When the cloud's password of a user expires (lab milliseconds); undefined when it never does. */
export function expiryOf(
  user: CloudUser,
  { passwordSettings: settings }: Pick<Tenant, 'passwordSettings'>,
): number | undefined {
  if (user.passwordExpiresAt !== undefined) return user.passwordExpiresAt;
  return kindOf(user) === 'synced' && settings.syncedExpire
    ? user.passwordChangedAt + settings.validityMs
    : undefined;
}
