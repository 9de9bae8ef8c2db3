import { GroupType } from '../domain/well-known-groups.ts';
import { numberOf, type DirectoryObject } from '../store/object.ts';
import type { Replica } from '../store/replica.ts';
import type { Reading } from './source.ts';

/** The bit that all universal groups have ([MS-ADTS] 2.2.12). */
const UNIVERSAL = GroupType.universal & 0xff;

/**
 * Whether a domain controller knows who is in a group: of its own domain's groups always; of other domains' it has, as a
 * global catalog, the members of universal ones alone (Microsoft Learn, "Active Directory security groups", group scope).
 */
export function knowsMembers(
  group: DirectoryObject,
  replica: Replica,
  { domain, dc, globalCatalog }: Pick<Reading, 'domain' | 'dc' | 'globalCatalog'>,
): boolean {
  if (!globalCatalog || replica === domain.at(dc)) return true;
  return (numberOf(group, 'grouptype') & UNIVERSAL) !== 0;
}
