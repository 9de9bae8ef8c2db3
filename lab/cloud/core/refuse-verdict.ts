import { SignInRefused } from './attempt.ts';
import type { SignInDesk } from './desk.ts';
import type { Verdict } from './outcomes.ts';
import { wayOut } from './password-changes/expiry.ts';
import type { SignInRecord } from './record.ts';
import type { CloudUser } from './user.ts';

const ERROR_PASSWORD_EXPIRED = 1330;
const ERROR_PASSWORD_MUST_CHANGE = 1907;

/**
 * Says no to whatever is no success. Whose password was right and has expired on premises hears what can be done about
 * it. Throws SignInRefused.
 */
export function refuseVerdict(
  verdict: Verdict,
  code: number,
  user: CloudUser,
  { tenant }: Pick<SignInDesk, 'tenant'>,
  record: SignInRecord,
): void {
  const expired = isExpired(verdict);
  record.proven = code === 0 || expired;
  if (code !== 0) throw new SignInRefused(code, expired ? wayOut(user, tenant) : {});
}

/** A domain controller says so of right passwords alone. */
function isExpired(verdict: Verdict): boolean {
  return (
    verdict.kind === 'answered' &&
    (verdict.win32 === ERROR_PASSWORD_EXPIRED || verdict.win32 === ERROR_PASSWORD_MUST_CHANGE)
  );
}
