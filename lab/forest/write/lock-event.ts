import { accountOf, type Account } from '../domain/account.ts';
import { unlock } from '../logon/lockout.ts';
import type { Writing } from './writing.ts';

/** Who an event is about. */
function about({ sam, upn }: Account): Readonly<Record<string, string>> {
  return upn === undefined ? { account: sam } : { account: sam, upn };
}

/** Tells of a lock that a wrong old password has brought about. */
export function recordLock({ domain, dc, history, from }: Writing, before: Account): void {
  const after = accountOf(domain.at(dc).get(before.id));
  if (after === undefined || after.lockoutTime === 0 || after.lockoutTime === before.lockoutTime) return;
  history.append({ component: dc, kind: 'account.locked', data: { ...about(after), from } });
}

/** An administrator's unlock: the lock goes, the counts here and at the PDC emulator too. */
export function unlockAccount({ domain, dc, history }: Writing, account: Account): void {
  if (!unlock(domain, dc, account)) return;
  const data = { ...about(account), by: 'administrator' };
  history.append({ component: dc, kind: 'account.unlocked', data });
}
