import { filetime } from '../core/filetime.ts';
import { accountOf } from '../domain/account.ts';
import { textIn, type Drafting } from './drafting.ts';
import { unlockAccount } from './lock-event.ts';
import { refuse } from './refusals.ts';

/** 0 is "must change at the next logon", -1 is "was changed now"; times are not for clients to say ([MS-SAMR] 3.1.1.8.8). */
export function keepPwdLastSet(drafting: Drafting): void {
  const { draft, writing } = drafting;
  const wanted = textIn(drafting, 'pwdlastset');
  if (wanted === '-1') draft.set('pwdlastset', [filetime(writing.domain.timeAt(writing.dc))]);
  else if (wanted !== '0') refuse('parameter');
}

/** Only 0 can be written: an administrator unlocks, and nobody locks. */
export function keepLockoutTime(drafting: Drafting): void {
  const { draft, writing, before, afterwards } = drafting;
  if ((textIn(drafting, 'lockouttime') ?? '0') !== '0') refuse('parameter');
  const account = accountOf(before);
  if (account === undefined) return;
  // Unlocking writes it, and clears the counts that no write of an attribute reaches.
  draft.delete('lockouttime');
  afterwards.push(() => unlockAccount(writing, account));
}
