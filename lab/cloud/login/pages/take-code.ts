import { missingAccess } from '../../core/access/judge-access.ts';
import { SignInRecord } from '../../core/record.ts';
import { attemptOf } from '../attempt.ts';
import { signedIn } from '../authorize/finish.ts';
import { nowOf, type Visit } from '../web/visit.ts';
import { showMissing } from './missing.ts';
import type { Posted } from './posted.ts';
import { provenUser } from './proven.ts';
import { askCode } from './second-factor-page.ts';
import { attemptFacts } from './take-password.ts';

const WRONG_CODE = 500121;

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
    context.mfa.ask(user.id, nowOf(visit));
    return askCode(flow, visit, user.upn, true);
  }
  record.proven = true;
  const facts = { ...attempt, secondFactorAt: nowOf(visit) };
  const missing = missingAccess(user, facts, desk);
  const result = missing === undefined ? record.finish(0) : record.finish(missing.aadsts, missing.detail);
  if (result.user !== undefined) return signedIn(flow, result, shown, { keep: false }, visit);
  return showMissing(flow, result, user.upn, shown, visit);
}
