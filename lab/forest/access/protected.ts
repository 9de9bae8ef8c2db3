import { sidText } from '../core/identifiers.ts';
import { Rid } from '../domain/well-known.ts';
import { bytesOf, type DirectoryObject } from '../store/object.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { groupSidsOf } from '../topology/membership.ts';

/** RIDs under CN=Builtin: Administrators, Account, Server, Print and Backup Operators, Replicator. */
const BUILTIN = [544, 548, 549, 550, 551, 552].map((rid) => `S-1-5-32-${rid}`);
const OF_THE_DOMAIN = [Rid.administrator, Rid.krbtgt, Rid.domainAdmins, Rid.domainControllers];
const OF_THE_FOREST = [Rid.schemaAdmins, Rid.enterpriseAdmins];

/**
 * Groups of administrators and whoever is in them: what the AdminSDHolder keeps from account operators (Microsoft Learn,
 * "Protected Accounts and Groups in Active Directory").
 */
export function isProtected(
  { forest, domain, dc }: Pick<DirectoryContext, 'forest' | 'domain' | 'dc'>,
  object: DirectoryObject,
): boolean {
  const own = sidText(bytesOf(object, 'objectsid') ?? Buffer.alloc(0));
  const protecting = new Set([
    ...BUILTIN,
    ...OF_THE_DOMAIN.map((rid) => `${domain.sid}-${rid}`),
    ...OF_THE_FOREST.map((rid) => `${forest.root.sid}-${rid}`),
  ]);
  if (own !== undefined && protecting.has(own)) return true;
  return [...groupSidsOf(forest, domain, dc, object)].some((sid) => protecting.has(sid));
}
