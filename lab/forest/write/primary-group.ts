import { numberOf, type DirectoryObject, type ObjectId } from '../store/object.ts';
import { isSecurityGroup } from '../topology/membership.ts';
import { usualPrimaryGroup } from './account-control.ts';
import { numberIn, type Drafting } from './drafting.ts';
import { isLocal } from './group-scope.ts';
import { refuse } from './refusals.ts';

/**
 * `primaryGroupID`: a security group that the account is in already, and that is no domain-local one. What was the
 * primary group becomes an ordinary one, and the new one needs no member value any more ([MS-SAMR] 3.1.1.8.2).
 */
export function keepPrimaryGroup(drafting: Drafting): void {
  const { writing, before, id, along } = drafting;
  const { domain, dc } = writing;
  const replica = domain.at(dc);
  const groupOf = (rid: number): DirectoryObject | undefined =>
    replica.find('objectsid', `${domain.sid}-${rid}`)[0];
  const rid = numberIn(drafting, 'primarygroupid');
  const old =
    before === undefined
      ? usualPrimaryGroup(numberIn(drafting, 'useraccountcontrol'))
      : numberOf(before, 'primarygroupid');
  if (rid === old) return;
  const wanted = groupOf(rid);
  if (wanted === undefined || !isSecurityGroup(wanted) || isLocal(wanted)) refuse('primaryGroup');
  if (before === undefined || !replica.backLinks('member', id).has(wanted.id)) refuse('primaryGroup');
  along.push(memberWrite(wanted, (member) => member.filter((each) => each !== id)));
  const former = groupOf(old);
  if (former !== undefined) along.push(memberWrite(former, (member) => [...member, id]));
}

function memberWrite(group: DirectoryObject, after: (member: ObjectId[]) => ObjectId[]) {
  return { id: group.id, values: new Map([['member', after(group.values('member').map(String))]]) };
}
