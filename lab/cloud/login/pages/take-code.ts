import { missingAccess } from '../../core/access/judge-access.ts';
import { SignInRecord } from '../../core/record.ts';
import { attemptOf } from '../attempt.ts';
import { signedIn } from '../authorize/finish.ts';
import { nowOf, type Visit } from '../web/visit.ts';
import { showMissing } from './missing.ts';
import type { Posted } from './posted.ts';
import { provenUser } from './proven.ts';
import { askPassword } from './sign-in-page.ts';
import { askCode } from './second-factor-page.ts';
import { attemptFacts } from './take-password.ts';

const WRONG_CODE = 500121;
const CODE_IS_SPENT = 'Too many wrong codes, or too late a one. Enter your password to get another code.';

/** A second factor was typed: a line of its own in the log, as the real service has it. */
export function takeCode({ params, flow }: Posted, visit: Visit) {
  const { user, desk, amr } = provenUser(flow, 'secondFactor', visit);
  const { context } = visit;
  const shown = [...new Set([...amr, 'mfa'])];
  const attempt = attemptOf({ ...attemptFacts(flow, user.upn, visit), amr: shown });
  const record = new SignInRecord(attempt, context.tenants.service);
  record.user = user;
  record.desk = desk;
  if (!context.mfa.redeem(user.id, params.get('otc') ?? '', nowOf(visit))) {
    record.finish(WRONG_CODE);
    if (context.mfa.pending(user.id, nowOf(visit)) !== undefined) return askCode(flow, visit, user.upn, true);
    // Guessed away, or too old: no other code goes out before the password has been shown again.
    return askPassword(flow, visit, user.upn, { field: 'password', code: WRONG_CODE, text: CODE_IS_SPENT });
  }
  record.proven = true;
  const facts = { ...attempt, secondFactorAt: nowOf(visit) };
  const missing = missingAccess(user, facts, desk);
  const result = missing === undefined ? record.finish(0) : record.finish(missing.aadsts, missing.detail);
  if (result.user !== undefined) return signedIn(flow, result, shown, { keep: false }, visit);
  return showMissing(flow, result, user.upn, shown, visit);
}
