import { sidText } from '../core/identifiers.ts';
import type { Domain } from '../domain/domain.ts';
import { bytesOf, numberOf, type DirectoryObject, type ObjectId } from '../store/object.ts';
import { numberIn, valuesIn, type Drafting } from './drafting.ts';
import { BUILTIN, keepNesting, Scope, scopeOf, type Member } from './group-scope.ts';
import { refuse } from './refusals.ts';

/** `groupType`: one scope, reached from the old one by a way that there is, and fit for who is in the group. */
export function keepGroupType(drafting: Drafting): void {
  const { draft, before } = drafting;
  const type = numberIn(drafting, 'grouptype');
  const [scope, old] = [scopeOf(type), Number(before?.values('grouptype')[0] ?? type)];
  const isOne = scope !== 0 && (scope & (scope - 1)) === 0;
  if (!isOne || ((type | old) & BUILTIN) !== 0) refuse('groupType');
  // Between global and domain-local there is no way but through universal.
  if ((scope | scopeOf(old)) === (Scope.global | Scope.local)) refuse('groupType');
  const base = scope === Scope.local ? 0x2000_0000 : 0x1000_0000;
  draft.set('samaccounttype', [String(type < 0 ? base : base + 1)]);
  if (before === undefined || scope === scopeOf(old)) return;
  keepAll(valuesIn(drafting, 'member').map(String), drafting);
  keepHolders(drafting, scope);
}

/** `member`: who comes new must fit the group's scope, and not be the group itself. */
export function keepMembers(drafting: Drafting): void {
  const there = new Set(drafting.before?.values('member').map(String));
  const fresh = valuesIn(drafting, 'member')
    .map(String)
    .filter((id) => !there.has(id));
  if (fresh.includes(drafting.id)) refuse('ownMember');
  keepAll(fresh, drafting);
}

function keepAll(members: readonly ObjectId[], drafting: Drafting): void {
  const { writing, along } = drafting;
  const { forest, domain, dc } = writing;
  const scope = scopeOf(numberIn(drafting, 'grouptype'));
  const rid = ridOf(drafting);
  for (const id of members) {
    const found = forest.find(id, domain, dc);
    if (found !== undefined) {
      if (found.domain === domain && numberOf(found.object, 'primarygroupid') === rid)
        refuse('primaryMember');
      keepNesting(scope, memberOf(found.object, found.domain, domain));
    } else if (along.some((write) => write.id === id)) {
      keepNesting(scope, { scope: 0, foreign: true, outside: true });
    }
  }
}

/** The groups that this one is in must be able to hold it as it is to be. */
function keepHolders({ writing, id }: Drafting, scope: number): void {
  const { forest, domain, dc } = writing;
  for (const { domain: holder, replica } of forest.replicasFor(domain, dc)) {
    for (const source of replica.backLinks('member', id)) {
      const group = replica.get(source);
      const foreign = holder !== domain;
      if (group !== undefined)
        keepNesting(scopeOf(numberOf(group, 'grouptype')), { scope, foreign, outside: false });
    }
  }
}

function memberOf(object: DirectoryObject, home: Domain, domain: Domain): Member {
  const outside = object.values('objectclass').includes('foreignSecurityPrincipal');
  return { scope: scopeOf(numberOf(object, 'grouptype')), foreign: home !== domain || outside, outside };
}

/** -1 for a group that is nobody's primary one yet. */
function ridOf({ before }: Drafting): number {
  const sid = before === undefined ? undefined : sidText(bytesOf(before, 'objectsid') ?? Buffer.alloc(0));
  return sid === undefined ? -1 : Number(sid.slice(sid.lastIndexOf('-') + 1));
}
