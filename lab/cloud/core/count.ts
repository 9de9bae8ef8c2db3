import type { Arrival } from '../lockout/index.ts';
import type { SignInDesk } from './desk.ts';
import { isWrongPassword, type Verdict } from './outcomes.ts';
import type { SignInRecord } from './record.ts';
import { refusal } from './refuse.ts';
import type { CloudUser } from './user.ts';

/**
 * A locked user is refused, right password or not, before anything leaves the cloud; so is whoever comes from a
 * location that malicious sign-ins come from. Throws SignInRefused.
 */
export function refuseLocked(user: CloudUser, desk: SignInDesk, record: SignInRecord): void {
  const { lockout } = desk;
  const arrival = lockout.arrive(record.location);
  record.arrival = arrival;
  if (lockout.isBlocked(arrival)) {
    record.note('location.refused', { upn: user.upn, location: arrival.location ?? null });
    throw refusal('locationBlocked', desk.outcomes);
  }
  refuseLockedAt(arrival, user, desk, record);
}

/**
 * A lock that fell while a password was being checked holds for it too, right or wrong: it neither counts nor clears.
 * Throws SignInRefused.
 */
export function refuseLockedMeanwhile(user: CloudUser, desk: SignInDesk, record: SignInRecord): void {
  if (record.arrival !== undefined) refuseLockedAt(record.arrival, user, desk, record);
}

function refuseLockedAt(arrival: Arrival, user: CloudUser, desk: SignInDesk, record: SignInRecord): void {
  const { lockout, clock } = desk;
  if (!lockout.isLocked(user.id, clock.now(), arrival)) return;
  record.note('lockout.refused', { upn: user.upn, until: lockout.state(user.id).lockedUntil });
  throw refusal('smartLockout', desk.outcomes);
}

/** Tells Smart Lockout what came of it: a wrong password counts, a sign-in that succeeded clears. */
export function count(
  user: CloudUser,
  verdict: Verdict,
  code: number,
  desk: SignInDesk,
  record: SignInRecord,
): void {
  const { arrival } = record;
  if (code === 0) return desk.lockout.succeed(user.id, desk.clock.now(), arrival);
  if (!isWrongPassword(verdict)) return;
  const digest = verdict.kind === 'cloudPassword' ? verdict.digest : undefined;
  const counted = desk.lockout.countWrong(user.id, desk.clock.now(), digest, arrival);
  if (counted.kind === 'repeated') return;
  const { failures, lockedUntil } = counted.state;
  record.note('lockout.counted', { upn: user.upn, failures });
  if (counted.kind === 'locked') record.note('lockout.locked', { upn: user.upn, until: lockedUntil });
}
