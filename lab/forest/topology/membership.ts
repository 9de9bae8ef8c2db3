import type { Domain } from '../domain/domain.ts';
import { GroupType } from '../domain/well-known.ts';
import { sidText } from '../core/identifiers.ts';
import { bytesOf, numberOf, type DirectoryObject, type ObjectId } from '../store/object.ts';
import type { Replica } from '../store/replica.ts';
import type { Forest } from './forest.ts';

const SECURITY_ENABLED = -2147483648;

export function isSecurityGroup(object: DirectoryObject): boolean {
  return (numberOf(object, 'grouptype') & SECURITY_ENABLED) !== 0;
}

export function isGlobalGroup(object: DirectoryObject): boolean {
  return numberOf(object, 'grouptype') === GroupType.global;
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

/** SIDs of an object's security groups, in text: what `tokenGroups` tells, and access is decided by. */
export function groupSidsOf(
  forest: Forest,
  domain: Domain,
  dc: string,
  object: DirectoryObject,
): Set<string> {
  const groups = [...membershipsOf(forest, domain, dc, object).values()].filter(({ group }) =>
    isSecurityGroup(group),
  );
  return new Set(groups.map(({ group }) => sidText(bytesOf(group, 'objectsid') ?? Buffer.alloc(0)) ?? ''));
}
