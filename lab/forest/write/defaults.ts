import { NEVER } from '../core/filetime.ts';
import { Uac } from '../domain/user-account-control.ts';
import { GroupType } from '../domain/well-known.ts';
import type { ClassSchema } from '../schema/class-schema.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { ObjectId, Rdn } from '../store/object.ts';
import { usualPrimaryGroup } from './account-control.ts';
import { numberIn, type Drafting } from './drafting.ts';
import { Scope, scopeOf } from './group-scope.ts';

/** Classes that tools show in their advanced view alone ("Default-Hiding-Value"). */
const HIDDEN = ['container', 'msDS-PasswordSettings', 'serviceConnectionPoint'];

/** What a domain controller fills in when a new object does not say ([MS-ADTS] 3.1.1.5.2.4; [MS-SAMR] 3.1.1.8). */
export function fillIn(drafting: Drafting, { name, category, rdn: naming }: ClassSchema, rdn: Rdn): void {
  const { draft, writing, id } = drafting;
  const chain = SCHEMA.chain(name);
  const set = (key: string, value: string): void => {
    if (!draft.has(key)) draft.set(key, [value]);
  };
  draft.set(naming, [rdn.value]);
  set('instancetype', '4');
  set('objectcategory', `CN=${category},${writing.forest.schemaDn}`);
  if (HIDDEN.includes(name)) set('showinadvancedviewonly', 'TRUE');
  if (chain.includes('user')) fillInAccount(set, drafting, chain.includes('computer'));
  if (chain.includes('group')) fillInGroup(set, drafting);
  if (SCHEMA.allowed(chain).must.has('objectsid')) {
    if (!draft.has('objectsid')) draft.set('objectsid', [writing.domain.newSid()]);
    set('samaccountname', generatedName(id));
  }
}

type SetDefault = (key: string, value: string) => void;

function fillInAccount(set: SetDefault, drafting: Drafting, isComputer: boolean): void {
  const free = Uac.accountDisabled | Uac.passwordNotRequired;
  set('useraccountcontrol', String(isComputer ? Uac.workstationTrustAccount : Uac.normalAccount | free));
  set('samaccounttype', isComputer ? '805306369' : '805306368');
  set('primarygroupid', String(usualPrimaryGroup(numberIn(drafting, 'useraccountcontrol'))));
  set('accountexpires', NEVER);
  set('pwdlastset', '0');
  set('codepage', '0');
  set('countrycode', '0');
  if (isComputer) set('iscriticalsystemobject', 'FALSE');
}

function fillInGroup(set: SetDefault, drafting: Drafting): void {
  set('grouptype', String(GroupType.global));
  const isLocal = scopeOf(numberIn(drafting, 'grouptype')) === Scope.local;
  set('samaccounttype', isLocal ? '536870912' : '268435456');
}

const DIGITS = 18;

/** `$A1B2C3-D4E5F6A7B8C9`, as domain controllers make them; always the same for the same object. */
function generatedName(id: ObjectId): string {
  const digits = id.replaceAll('-', '').toUpperCase().slice(-DIGITS);
  return `$${digits.slice(0, 6)}-${digits.slice(6)}`;
}
