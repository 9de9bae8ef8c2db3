import type { Arrival } from '../../lockout/index.ts';
import { SignInRefused } from '../attempt.ts';
import type { SignInDesk } from '../desk.ts';
import type { Decision } from '../outcomes.ts';
import { stillThere } from '../realm.ts';
import { refusal } from '../refuse.ts';
import { kindOf, type CloudUser } from '../user.ts';
import { CHANGE_ELSEWHERE } from './expiry.ts';
import { isStrong } from './strength.ts';
import type { WritebackResult } from './writeback.ts';

export interface PasswordChange {
  readonly user: CloudUser;
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly correlationId: string;
  /** Where Smart Lockout sees the change come in. */
  readonly arrival?: Arrival | undefined;
}

/** How a change ended: the user as it is now, or a code and what to tell the user. */
export type PasswordChanged =
  | { readonly code: 0; readonly user: CloudUser }
  | { readonly code: number; readonly user?: undefined; readonly text?: string | undefined };

const REFUSED: Readonly<Record<Exclude<WritebackResult, 'written'>, Decision>> = {
  wrongOld: 'changeWrongOld',
  complexity: 'changeComplexity',
  lockedOrDisabled: 'changeLockedOrDisabled',
  unreachable: 'changeUnreachable',
};

/**
 * A user sets a new password: a synced one's goes to the forest first. Everything that was given before is revoked
 * (documented: refresh tokens, "user changes password"); a password's expiry alone revokes nothing.
 */
export async function changePassword(change: PasswordChange, desk: SignInDesk): Promise<PasswordChanged> {
  const { user, correlationId } = change;
  const event = { component: 'cloud', correlationId };
  try {
    refuseLockedChange(change, desk);
    if (kindOf(user) === 'cloudOnly') changeHere(change, desk);
    else await changeOnPremises(change, desk);
    const changed = takeNewPassword(stillThere(user, desk), change.newPassword, desk);
    desk.history.append({ ...event, kind: 'password.changed', data: { upn: user.upn } });
    return { code: 0, user: changed };
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    const data = { upn: user.upn, errorCode: error.aadsts };
    desk.history.append({ ...event, kind: 'password.refused', data });
    return { code: error.aadsts, text: error.detail.text };
  }
}

/** The old password is a password to guess: the lock holds here as at a sign-in. Throws SignInRefused. */
function refuseLockedChange(
  { user, arrival }: PasswordChange,
  { lockout, clock, outcomes }: SignInDesk,
): void {
  if (lockout.isLocked(user.id, clock.now(), arrival)) throw refusal('smartLockout', outcomes);
}

/** Throws SignInRefused. */
function changeHere({ user, oldPassword, newPassword, arrival }: PasswordChange, desk: SignInDesk): void {
  const { passwords, lockout, clock, outcomes } = desk;
  const known = user.passwordHash;
  if (known === undefined || !passwords.matches(known, user.id, oldPassword)) {
    lockout.countWrong(user.id, clock.now(), passwords.digest(user.id, oldPassword), arrival);
    throw refusal('changeWrongOld', outcomes);
  }
  if (!isStrong(newPassword, user.upn) || newPassword === oldPassword) throw refusal('changeWeak', outcomes);
}

/** Throws SignInRefused. */
async function changeOnPremises(change: PasswordChange, desk: SignInDesk): Promise<void> {
  const { user, oldPassword, newPassword, correlationId } = change;
  const { writeback: isOn, licensed } = desk.tenant.passwordSettings;
  const { immutableId: sourceAnchor = '', onPremisesUpn = user.upn } = user;
  if (!isOn || !licensed || desk.writeback === undefined)
    throw refusal('changeNotAllowed', desk.outcomes, { text: CHANGE_ELSEWHERE });
  const written = { sourceAnchor, userPrincipalName: onPremisesUpn, oldPassword, newPassword, correlationId };
  const result = await desk.writeback.write(written);
  if (result === 'wrongOld') desk.lockout.countWrong(user.id, desk.clock.now(), undefined, change.arrival);
  if (result !== 'written') throw refusal(REFUSED[result], desk.outcomes);
}

/** The cloud's part of a new password; a synced user's hash is kept only where hashes are synced. */
export function takeNewPassword(user: CloudUser, password: string, desk: SignInDesk): CloudUser {
  const now = desk.clock.now();
  const keepsHash = kindOf(user) === 'cloudOnly' || desk.tenant.features.passwordHashSync;
  const changed: CloudUser = {
    ...user,
    mustChangePassword: undefined,
    passwordExpiresAt: undefined,
    passwordChangedAt: now,
    tokensValidFrom: now,
    ...(keepsHash && { passwordHash: desk.passwords.digest(user.id, password) }),
  };
  desk.tenant.users.put(changed);
  if (desk.tenant.access.interruptOf(user.id) === 'risk') desk.tenant.access.setInterrupt(user.id, undefined);
  return changed;
}
