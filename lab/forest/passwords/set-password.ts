import type { LdapResult } from '../../ldap/message.ts';
import type { Account } from '../domain/account.ts';
import { isLockedOut, Uac } from '../domain/user-account-control.ts';
import { countBadTry, lock } from '../logon/lockout.ts';
import { textOf, type Values } from '../store/object.ts';
import { policyFor, type PolicyPlace } from './password-settings.ts';
import { proofBy } from './proof.ts';
import { weaknessOf } from './quality.ts';
import { PasswordRefusal } from './refusals.ts';
import { passwordValues, placeInHistory } from './stored-password.ts';

/** The attributes to write, or why nothing is written. */
export type PasswordOutcome =
  { readonly values: ReadonlyMap<string, Values> } | { readonly refused: LdapResult };

/** A change by somebody who knows the old password: every rule of the policy holds ([MS-ADTS] 3.1.1.3.1.5). */
export function changePassword(
  place: PolicyPlace,
  account: Account,
  { old, wanted }: { readonly old: string; readonly wanted: string },
): PasswordOutcome {
  const { domain, dc } = place;
  const policy = policyFor(place, account);
  const now = domain.timeAt(dc);
  if (isLockedOut(account, policy, now)) return { refused: PasswordRefusal.lockedOut };
  if (placeInHistory(account.object, proofBy(old)) !== 0) {
    // Without a threshold a change counts nothing ([MS-SAMR] 3.1.5.14.6).
    const counts = policy.lockout.threshold > 0;
    if (counts && countBadTry(domain, dc, account, policy.lockout)) lock(domain, dc, account);
    return { refused: PasswordRefusal.wrongOldPassword };
  }
  const { minAge, historyLength } = policy.password;
  const tooYoung = account.pwdLastSet !== 0 && now < account.pwdLastSet + minAge;
  const before = placeInHistory(account.object, proofBy(wanted));
  const usedBefore = before !== undefined && before < historyLength;
  if (tooYoung || usedBefore || isWeak(place, account, wanted)) return { refused: PasswordRefusal.policy };
  return { values: passwordValues(account.object, { password: wanted, pwdLastSet: now, historyLength }) };
}

/** An administrator's reset: length and complexity hold, age and history do not. It does not unlock. */
export function resetPassword(
  place: PolicyPlace,
  account: Account,
  wanted: string,
  {
    withHistory = false,
  }: { /** The control that asks for history too. */ readonly withHistory?: boolean } = {},
): PasswordOutcome {
  const { historyLength } = policyFor(place, account).password;
  const known = placeInHistory(account.object, proofBy(wanted));
  const usedBefore = withHistory && known !== undefined && known < historyLength;
  if (usedBefore || isWeak(place, account, wanted)) return { refused: PasswordRefusal.restricted };
  return {
    values: passwordValues(account.object, {
      password: wanted,
      pwdLastSet: place.domain.timeAt(place.dc),
      historyLength,
    }),
  };
}

/** Whether a password is too weak for an account under its policy; none at all is allowed where the account says so. */
export function isWeak(place: PolicyPlace, account: Account, wanted: string): boolean {
  if (wanted === '' && (account.userAccountControl & Uac.passwordNotRequired) !== 0) return false;
  const { password } = policyFor(place, account);
  const owner = { sam: account.sam, displayName: textOf(account.object, 'displayname') };
  return weaknessOf(wanted, password, owner) !== undefined;
}
