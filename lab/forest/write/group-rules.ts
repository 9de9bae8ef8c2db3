import type { DirectoryObject, Values } from '../store/object.ts';
import { numberOf } from '../store/object.ts';
import { refuse } from './refusals.ts';
import type { Writing } from './target.ts';

const GLOBAL = 2;
const LOCAL = 4;
const UNIVERSAL = 8;

/** Who may be in a group ([MS-SAMR] 3.1.1.8.9, "Group scope" of Microsoft Learn). Throws LdapRefusalError. */
export function keepGroupRules(
  group: { readonly id: string; readonly groupType: number },
  added: Values,
  writing: Writing,
): void {
  for (const value of added) {
    const id = String(value);
    if (id === group.id) refuse('groupNesting');
    const found = writing.forest.find(id, writing.domain, writing.dc);
    if (found === undefined) continue;
    const foreign = found.domain !== writing.domain;
    if (!mayContain(group.groupType, found.object, foreign)) refuse('groupNesting');
  }
}

function mayContain(groupType: number, member: DirectoryObject, foreign: boolean): boolean {
  const inner = numberOf(member, 'grouptype');
  if ((groupType & GLOBAL) !== 0) return !foreign && (inner === 0 || (inner & GLOBAL) !== 0);
  if ((groupType & UNIVERSAL) !== 0) return inner === 0 || (inner & LOCAL) === 0;
  return inner === 0 || (inner & LOCAL) === 0 || !foreign;
}
