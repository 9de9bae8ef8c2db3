import { SignInRefused } from './attempt.ts';
import type { SignInDesk } from './desk.ts';
import { isWrongPassword, type Verdict } from './outcomes.ts';
import type { SignInRecord } from './record.ts';
import type { CloudUser } from './user.ts';

const LOCKED = 50053;

/** A locked user is refused, right password or not, before anything leaves the cloud. Throws SignInRefused. */
export function refuseLocked(user: CloudUser, desk: SignInDesk, record: SignInRecord): void {
  if (!desk.lockout.isLocked(user.id, desk.clock.now())) return;
  record.note('lockout.refused', { upn: user.upn, until: desk.lockout.state(user.id).lockedUntil });
  throw new SignInRefused(LOCKED);
}

/** Tells Smart Lockout what came of it: a wrong password counts, a sign-in that succeeded clears. */
export function count(
  user: CloudUser,
  verdict: Verdict,
  code: number,
  desk: SignInDesk,
  record: SignInRecord,
): void {
  if (code === 0) return desk.lockout.clear(user.id);
  if (!isWrongPassword(verdict)) return;
  const digest = verdict.kind === 'cloudPassword' ? verdict.digest : undefined;
  const counted = desk.lockout.countWrong(user.id, desk.clock.now(), digest);
  if (counted.kind === 'repeated') return;
  const { failures, lockedUntil } = counted.state;
  record.note('lockout.counted', { upn: user.upn, failures });
  if (counted.kind === 'locked') record.note('lockout.locked', { upn: user.upn, until: lockedUntil });
}
