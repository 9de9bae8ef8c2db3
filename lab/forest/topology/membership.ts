import type { Domain } from '../domain/domain.ts';
import { GroupType } from '../domain/well-known.ts';
import { sidText } from '../core/identifiers.ts';
import { bytesOf, numberOf, type DirectoryObject, type ObjectId } from '../store/object.ts';
import type { Replica } from '../store/replica.ts';
import type { Forest } from './forest.ts';

const SECURITY_ENABLED = -2147483648;
const DOMAIN_LOCAL = 4;

export function isSecurityGroup(object: DirectoryObject): boolean {
  return (numberOf(object, 'grouptype') & SECURITY_ENABLED) !== 0;
}

export function isGlobalGroup(object: DirectoryObject): boolean {
  return numberOf(object, 'grouptype') === GroupType.global;
}

/** Domain-local, those under CN=Builtin among them. */
function isLocalGroup(object: DirectoryObject): boolean {
  return (numberOf(object, 'grouptype') & DOMAIN_LOCAL) !== 0;
}

/** The group that `primaryGroupID` names, which no `member` value tells ([MS-ADTS] 3.1.1.4.5.19). */
export function primaryGroupOf(
  object: DirectoryObject,
  domain: Domain,
  replica: Replica,
): DirectoryObject | undefined {
  const rid = numberOf(object, 'primarygroupid');
  return rid === 0 ? undefined : replica.find('objectsid', `${domain.sid}-${rid}`)[0];
}

/** A group that an object is in, and where it was found. */
export interface Membership {
  readonly group: DirectoryObject;
  readonly domain: Domain;
  readonly replica: Replica;
}

/** Every group that an object is in, directly, by its primary group or through others, as one domain controller sees it. */
export function membershipsOf(
  forest: Forest,
  domain: Domain,
  dc: string,
  object: DirectoryObject,
): Map<ObjectId, Membership> {
  const found = new Map<ObjectId, Membership>();
  const replicas = forest.replicasFor(domain, dc);
  const primary = primaryGroupOf(object, domain, domain.at(dc));
  const queue = [object.id];
  if (primary !== undefined) {
    found.set(primary.id, { group: primary, domain, replica: domain.at(dc) });
    queue.push(primary.id);
  }
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    for (const { domain: holder, replica } of replicas) {
      for (const source of replica.backLinks('member', id)) {
        const group = replica.get(source);
        if (group === undefined || found.has(source)) continue;
        found.set(source, { group, domain: holder, replica });
        queue.push(source);
      }
    }
  }
  return found;
}

/** Which groups count: all that do in the domain controller's domain, or those alone that do everywhere. */
export type GroupScope = 'here' | 'everywhere';

/**
 * SIDs of an object's security groups, in text: what `tokenGroups` tells, and access is decided by. Domain-local groups
 * count in their own domain alone ([MS-ADTS] 3.1.1.4.5.19, 3.1.1.4.5.21).
 */
export function groupSidsOf(
  forest: Forest,
  domain: Domain,
  dc: string,
  object: DirectoryObject,
  scope: GroupScope = 'here',
): Set<string> {
  const groups = [...membershipsOf(forest, domain, dc, object).values()].filter(
    ({ group, domain: holder }) =>
      isSecurityGroup(group) && (!isLocalGroup(group) || (scope === 'here' && holder === domain)),
  );
  return new Set(groups.map(({ group }) => sidText(bytesOf(group, 'objectsid') ?? Buffer.alloc(0)) ?? ''));
}
