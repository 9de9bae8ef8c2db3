import type { SyncedUser } from './person.ts';

/** What the tenant has from this server, by source anchor. */
export type Exported = ReadonlyMap<string, SyncedUser>;

/** What a cycle has to tell the tenant. */
export interface Delta {
  readonly changed: readonly SyncedUser[];
  /** Source anchors that are no longer in scope. */
  readonly removed: readonly string[];
}

/** New users, changed users and gone users since the last export. */
export function compare(exported: Exported, current: readonly SyncedUser[]): Delta {
  const anchors = new Set(current.map((user) => user.sourceAnchor));
  return {
    changed: current.filter((user) => !same(exported.get(user.sourceAnchor), user)),
    removed: [...exported.keys()].filter((anchor) => !anchors.has(anchor)),
  };
}

function same(before: SyncedUser | undefined, now: SyncedUser): boolean {
  return (
    before?.userPrincipalName === now.userPrincipalName &&
    before.displayName === now.displayName &&
    before.accountEnabled === now.accountEnabled &&
    before.mail === now.mail &&
    before.addresses?.join() === now.addresses?.join() &&
    before.passwordChangedAt === now.passwordChangedAt
  );
}

/** Cuts a list for requests of bounded size. */
export function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  );
}
