import { numberOf, type DirectoryObject } from '../store/object.ts';
import { refuse, type WriteRefused } from './refusals.ts';

/** Bits of `groupType` ([MS-ADTS] 2.2.12). */
export const Scope = { global: 2, local: 4, universal: 8 } as const;
export const BUILTIN = 1;

export function scopeOf(groupType: number): number {
  return groupType & (Scope.global | Scope.local | Scope.universal);
}

export function isLocal(group: DirectoryObject): boolean {
  return scopeOf(numberOf(group, 'grouptype')) === Scope.local;
}

/** Somebody who is in a group, or is to be. */
export interface Member {
  /** 0 for what is no group. */
  readonly scope: number;
  /** Of another domain than the group, or from outside of the forest. */
  readonly foreign: boolean;
  /** From outside of the forest. */
  readonly outside: boolean;
}

/** Why somebody may not be in a group of some scope ([MS-ADTS] 3.1.1.5.3.1.2; Microsoft Learn, "Group scope"). */
export function nestingProblem(
  groupScope: number,
  { scope, foreign, outside }: Member,
): WriteRefused | undefined {
  if (groupScope === Scope.global) {
    if (foreign) return 'globalHoldsForeign';
    if (scope === Scope.local) return 'globalHoldsLocal';
    if (scope === Scope.universal) return 'globalHoldsUniversal';
  }
  if (groupScope === Scope.universal) {
    if (scope === Scope.local) return 'universalHoldsLocal';
    if (outside) return 'globalHoldsForeign';
  }
  const isLocalInLocal = groupScope === Scope.local && scope === Scope.local;
  return isLocalInLocal && foreign ? 'localHoldsForeignLocal' : undefined;
}

/** Throws LdapRefusalError. */
export function keepNesting(groupScope: number, member: Member): void {
  const problem = nestingProblem(groupScope, member);
  if (problem !== undefined) refuse(problem);
}
