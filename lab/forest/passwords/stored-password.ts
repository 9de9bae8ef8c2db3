import { filetime } from '../core/filetime.ts';
import { ntHash, NT_HASH_LENGTH } from '../../nt-hash/nt-hash.ts';
import type { PasswordProof } from './proof.ts';
import { bytesOf, type DirectoryObject, type Values } from '../store/object.ts';

const NOTHING = Buffer.alloc(0);

/** Which of an account's passwords is proven, the newest first: 0 the current one, 1 the one before it. */
export function placeInHistory(object: DirectoryObject, proves: PasswordProof): number | undefined {
  const current = bytesOf(object, 'unicodepwd');
  // Asked for an account without a password too, which then takes as long to be refused.
  if (proves(current ?? NOTHING) && current !== undefined) return 0;
  const place = historyOf(object).findIndex((hash, nth) => nth > 0 && proves(hash));
  return place < 0 ? undefined : place;
}

/** The hashes that are remembered, the current one first (`ntPwdHistory`, [MS-ADA3]). */
export function historyOf(object: DirectoryObject): Buffer[] {
  const all = bytesOf(object, 'ntpwdhistory');
  const current = bytesOf(object, 'unicodepwd');
  if (all === undefined) return current === undefined ? [] : [current];
  const count = Math.floor(all.length / NT_HASH_LENGTH);
  return Array.from({ length: count }, (_, nth) =>
    all.subarray(nth * NT_HASH_LENGTH, (nth + 1) * NT_HASH_LENGTH),
  );
}

export interface SetPassword {
  readonly password: string;
  /** Lab milliseconds; 0: to be changed at the next logon. */
  readonly pwdLastSet: number;
  /** Passwords remembered, the new one among them. At least the one before is kept, for its grace. */
  readonly historyLength: number;
}

const LEAST_KEPT = 3;

/** The attributes that a set password leaves behind, in lower case; clear text is not among them. */
export function passwordValues(
  before: DirectoryObject | undefined,
  { password, pwdLastSet, historyLength }: SetPassword,
): Map<string, Values> {
  const hash = ntHash(password);
  const older = before === undefined ? [] : historyOf(before);
  const kept = [hash, ...older].slice(0, Math.max(historyLength, LEAST_KEPT));
  return new Map<string, Values>([
    ['unicodepwd', [hash]],
    ['ntpwdhistory', [Buffer.concat(kept)]],
    ['pwdlastset', [filetime(pwdLastSet)]],
  ]);
}
