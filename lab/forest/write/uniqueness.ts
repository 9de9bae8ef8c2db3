import { textOf, type ObjectId, type Value } from '../store/object.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { refuse, refuseAttribute } from './refusals.ts';

type Place = Pick<DirectoryContext, 'forest' | 'domain' | 'dc'>;

/** A `sAMAccountName` is one account's in its domain. Throws LdapRefusalError. */
export function refuseTakenSam({ domain, dc }: Place, sam: string, self: ObjectId): void {
  if (domain.at(dc).find('samaccountname', sam).some(isOther(self))) refuse('exists');
}

/** A UPN is one account's in the forest (domain controllers since Windows Server 2012 R2). Throws LdapRefusalError. */
export function refuseTakenUpn({ forest, domain, dc }: Place, upn: string, self: ObjectId): void {
  const taken = forest
    .replicasFor(domain, dc)
    .some(({ replica }) => replica.find('userprincipalname', upn).some(isOther(self)));
  if (taken) refuseAttribute('upn', 'userPrincipalName');
}

/** A service principal name is one account's in the forest. Throws LdapRefusalError. */
export function refuseTakenSpns({ forest, domain, dc }: Place, spns: readonly Value[], self: ObjectId): void {
  for (const { replica } of forest.replicasFor(domain, dc)) {
    for (const spn of spns) {
      if (replica.find('serviceprincipalname', spn).some(isOther(self))) {
        refuseAttribute('spn', 'servicePrincipalName');
      }
    }
  }
}

function isOther(self: ObjectId): (found: Parameters<typeof textOf>[0]) => boolean {
  return (found) => found.id !== self && textOf(found, 'isdeleted') !== 'TRUE';
}
