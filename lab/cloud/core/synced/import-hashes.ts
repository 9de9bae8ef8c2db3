import type { Passwords } from '../passwords.ts';
import type { Tenant } from '../tenant.ts';

/** A password hash as a Connect server sends it. */
export interface SyncedHash {
  readonly sourceAnchor: string;
  /** NT hash: 32 hexadecimal digits, in lower case. */
  readonly hash: string;
  /** Lab milliseconds. */
  readonly changedAt: number;
  /** To be changed at the next logon. */
  readonly temporary: boolean;
}

export interface ImportedHashes {
  readonly accepted: number;
  /** Of users whom the tenant does not have, or whose temporary password it does not take. */
  readonly skipped: number;
}

/**
 * Takes synced passwords over, whatever managed users are checked by. One that is to be changed is taken only where the
 * tenant has such passwords changed here (documented: password hash synchronization, ForcePasswordChangeOnLogOn).
 */
export function importHashes(
  hashes: readonly SyncedHash[],
  { tenant, passwords }: { readonly tenant: Tenant; readonly passwords: Passwords },
): ImportedHashes {
  const accepted = hashes.filter((one) => importHash(one, tenant, passwords)).length;
  if (accepted > 0) tenant.setPasswordHashSync(true);
  return { accepted, skipped: hashes.length - accepted };
}

function importHash(synced: SyncedHash, tenant: Tenant, passwords: Passwords): boolean {
  const user = tenant.users.byAnchor(synced.sourceAnchor);
  if (user === undefined || (synced.temporary && !tenant.passwordSettings.temporarySynced)) return false;
  const passwordHash = passwords.ofHash(user.id, synced.hash);
  const isNew = user.passwordHash !== undefined && user.passwordHash !== passwordHash;
  tenant.users.put({
    ...user,
    mustChangePassword: synced.temporary ? true : undefined,
    passwordHash,
    passwordChangedAt: synced.changedAt,
    // A password that was changed on premises ends what was given with the old one.
    ...(isNew && { tokensValidFrom: Math.max(user.tokensValidFrom, synced.changedAt) }),
  });
  return true;
}
