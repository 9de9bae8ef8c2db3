import { changePassword } from '../../core/password-changes/change-password.ts';
import { signInWithPassword } from '../../core/sign-in.ts';
import { attemptOf } from '../attempt.ts';
import { signedIn } from '../authorize/finish.ts';
import type { Visit } from '../web/visit.ts';
import { showMissing } from './missing.ts';
import { askNewPassword } from './new-password-page.ts';
import type { Posted } from './posted.ts';
import { provenUser } from './proven.ts';
import { passwordChangeText } from './sign-in-texts.ts';
import { attemptFacts } from './take-password.ts';

/** A new password was typed: it is set where the user's password lives, and the sign-in goes on with it. */
export async function takeNewPassword({ params, flow }: Posted, visit: Visit) {
  const { user, desk } = provenUser(flow, 'newPassword', visit);
  const newPassword = params.get('newPassword') ?? '';
  if (newPassword !== (params.get('confirmNewPassword') ?? ''))
    return askNewPassword(flow, visit, user.upn, 'The passwords you entered do not match.');
  const oldPassword = params.get('currentPassword') ?? '';
  const { correlationId, context } = visit;
  const arrival = desk.lockout.arrive(context.locationOf(visit.request));
  const changed = await changePassword({ user, oldPassword, newPassword, correlationId, arrival }, desk);
  if (changed.user === undefined) {
    const { code, text } = changed;
    return askNewPassword(flow, visit, user.upn, text ?? passwordChangeText(code), code);
  }
  const attempt = attemptOf(attemptFacts(flow, user.upn, visit));
  const result = await signInWithPassword({ ...attempt, password: newPassword }, context.tenants);
  if (result.user !== undefined) return signedIn(flow, result, ['pwd'], { keep: false }, visit);
  return showMissing(flow, result, user.upn, ['pwd'], visit);
}
