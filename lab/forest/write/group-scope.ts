import { numberOf, type DirectoryObject } from '../store/object.ts';
import { refuse } from './refusals.ts';

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

/** Who may be in a group of what scope ([MS-ADTS] 3.1.1.5.3.1.2; Microsoft Learn, "Group scope"). Throws LdapRefusalError. */
export function keepNesting(groupScope: number, { scope, foreign, outside }: Member): void {
  if (groupScope === Scope.global) {
    if (foreign) refuse('globalHoldsForeign');
    if (scope === Scope.local) refuse('globalHoldsLocal');
    if (scope === Scope.universal) refuse('globalHoldsUniversal');
  }
  if (groupScope === Scope.universal) {
    if (scope === Scope.local) refuse('universalHoldsLocal');
    if (outside) refuse('globalHoldsForeign');
  }
  if (groupScope === Scope.local && scope === Scope.local && foreign) refuse('localHoldsForeignLocal');
}
