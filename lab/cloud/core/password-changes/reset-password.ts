import type { SignInDesk } from '../desk.ts';
import { TenantStateError } from '../errors.ts';
import { kindOf, type CloudUser } from '../user.ts';
import { takeNewPassword } from './change-password.ts';
import { isStrong } from './strength.ts';

export interface PasswordReset {
  readonly upn: string;
  readonly newPassword: string;
  /** The next sign-in has to set another. */
  readonly mustChange: boolean;
  readonly correlationId: string;
}

/**
 * An administrator sets a user's password: it revokes what was given, and unlocks as Smart Lockout's settings have it. A
 * synced user's goes to the forest, or cannot be set. Throws UnknownNameError, TenantStateError.
 */
export async function resetPassword(reset: PasswordReset, desk: SignInDesk): Promise<CloudUser> {
  const { upn, newPassword, mustChange, correlationId } = reset;
  const user = desk.tenant.users.get(upn);
  if (kindOf(user) === 'cloudOnly') {
    if (!isStrong(newPassword, upn))
      throw new TenantStateError('the password does not comply with the tenant’s rules for passwords');
  } else await resetOnPremises(user, reset, desk);
  // Active Directory may have taken its time.
  const fresh = takeNewPassword(desk.tenant.users.get(upn), newPassword, desk);
  const changed = mustChange ? { ...fresh, mustChangePassword: true } : fresh;
  desk.tenant.users.put(changed);
  desk.lockout.unlock(user.id, 'administratorReset');
  desk.history.append({ component: 'cloud', kind: 'password.reset', correlationId, data: { upn: user.upn } });
  return changed;
}

async function resetOnPremises(user: CloudUser, reset: PasswordReset, desk: SignInDesk): Promise<void> {
  const { writeback: isOn, licensed } = desk.tenant.passwordSettings;
  if (!isOn || !licensed || desk.writeback === undefined)
    throw new TenantStateError(`${user.upn} is synced, and the tenant has no password writeback`);
  const result = await desk.writeback.write({
    sourceAnchor: user.immutableId ?? '',
    userPrincipalName: user.onPremisesUpn ?? user.upn,
    oldPassword: undefined,
    newPassword: reset.newPassword,
    correlationId: reset.correlationId,
  });
  if (result !== 'written')
    throw new TenantStateError(`Active Directory refuses the new password: ${result}`);
}
