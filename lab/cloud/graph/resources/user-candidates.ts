import type { CloudUser } from '../../core/user.ts';
import type { Users } from '../../core/users.ts';
import type { Filter } from '../odata/filter.ts';

/** What a user can be looked up by, instead of passing everybody. */
const LOOKUPS: Readonly<Record<string, (users: Users, value: string) => CloudUser | undefined>> = {
  id: (users, value) => users.byId(value.toLowerCase()),
  userPrincipalName: (users, value) => users.byUpn(value),
  onPremisesImmutableId: (users, value) => users.byAnchor(value),
};

/** Everybody who can pass a filter, when an equality in it says who; undefined when all have to be looked at. */
export function candidates(filter: Filter | undefined, users: Users): readonly CloudUser[] | undefined {
  if (filter === undefined) return undefined;
  switch (filter.kind) {
    case 'and':
      return candidates(filter.left, users) ?? candidates(filter.right, users);
    case 'or': {
      const [left, right] = [candidates(filter.left, users), candidates(filter.right, users)];
      return left === undefined || right === undefined ? undefined : [...new Set([...left, ...right])];
    }
    case 'compare':
      return filter.by === 'eq' ? among(filter.path, [filter.to], users) : undefined;
    case 'in':
      return among(filter.path, filter.among, users);
    default:
      return undefined;
  }
}

function among(path: string, values: readonly unknown[], users: Users): readonly CloudUser[] | undefined {
  const look = Object.hasOwn(LOOKUPS, path) ? LOOKUPS[path] : undefined;
  if (look === undefined) return undefined;
  const found = values.map((value) => (typeof value === 'string' ? look(users, value) : undefined));
  return [...new Set(found.filter((user) => user !== undefined))];
}
