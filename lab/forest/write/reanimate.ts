import type { Change } from '../../ldap/requests.ts';
import { Uac } from '../domain/user-account-control.ts';
import { SCHEMA } from '../schema/schema.ts';
import { makeChanges } from './changes.ts';
import { fillIn } from './defaults.ts';
import { commit, draftingOf, numberIn } from './drafting.ts';
import { keepFree, keepRdn, keepSuperior, newPlaceOf } from './new-place.ts';
import { refuse } from './refusals.ts';
import { keepRules } from './rules.ts';
import { isDeleted } from '../store/object.ts';
import { manages, type Target } from './target.ts';
import type { Writing } from './writing.ts';

const keyOf = ({ type }: Change): string => type.toLowerCase();

/** Whether a modify brings a tombstone back: it takes `isDeleted` away ([MS-ADTS] 3.1.1.5.3.7). */
export function isReanimation(changes: readonly Change[], { object }: Target): boolean {
  return isDeleted(object) && changes.some((each) => keyOf(each) === 'isdeleted' && each.values.length === 0);
}

/** Attributes that say where a deleted object was. */
const OF_THE_GRAVE = ['isdeleted', 'lastknownparent', 'msds-lastknownrdn'];

/** Gives a tombstone the name that the request asks for; accounts come back disabled, as they have lost their password. */
export function reanimate(changes: readonly Change[], { object, replica }: Target, writing: Writing): void {
  if (!manages(writing, object)) refuse('objectRights');
  const name = changes.find((each) => keyOf(each) === 'distinguishedname')?.values[0];
  const structural = SCHEMA.structuralOf(object.values('objectclass').map(String));
  if (name === undefined || structural === undefined) refuse('parameter');
  const { parent, rdn } = newPlaceOf(name.toString('utf8'), writing);
  keepRdn(rdn, structural);
  const place = { parent: parent.object.id, rdn };
  keepFree(place, replica);
  keepSuperior(structural, parent);
  const drafting = draftingOf(writing, object.id, object);
  const { draft, named } = drafting;
  for (const key of object.names()) draft.set(key, object.values(key));
  fillIn(drafting, structural, rdn);
  for (const key of OF_THE_GRAVE) draft.set(key, []);
  if (draft.has('useraccountcontrol')) {
    draft.set('useraccountcontrol', [String(numberIn(drafting, 'useraccountcontrol') | Uac.accountDisabled)]);
  }
  makeChanges(
    changes.filter((each) => !['isdeleted', 'distinguishedname'].includes(keyOf(each))),
    drafting,
  );
  if (draft.has('samaccountname')) named.add('samaccountname');
  keepRules(drafting);
  commit(drafting, place);
}
