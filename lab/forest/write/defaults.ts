import { hash32 } from '../../chance/chance.ts';
import { filetime, NEVER } from '../core/filetime.ts';
import { Uac } from '../domain/user-account-control.ts';
import { GroupType, Rid } from '../domain/well-known.ts';
import type { ClassSchema } from '../schema/class-schema.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { Rdn } from '../store/object.ts';
import type { Draft } from './account-rules.ts';
import type { Writing } from './target.ts';

/** What a domain controller fills in when a new object does not say ([MS-ADTS] 3.1.1.5.2.4; [MS-SAMR] 3.1.1.8). */
export function fillIn(draft: Draft, { name }: ClassSchema, rdn: Rdn, writing: Writing, id: string): void {
  const chain = SCHEMA.chain(name);
  const set = (key: string, value: string): void => {
    if (!draft.has(key)) draft.set(key, [value]);
  };
  draft.set('instancetype', ['4']);
  draft.set('objectcategory', [`CN=${SCHEMA.class(name)?.category},${writing.forest.schemaDn}`]);
  draft.set(rdn.type.toLowerCase(), [rdn.value]);
  if (chain.includes('user')) fillInAccount(set, chain.includes('computer'));
  if (name === 'group') set('grouptype', String(GroupType.global));
  if (chain.includes('user') || name === 'group') {
    draft.set('objectsid', [writing.domain.newSid()]);
    set('samaccountname', generatedName(id));
  }
  if (name === 'group') {
    const local = (Number(draft.get('grouptype')?.[0]) & 4) !== 0;
    set('samaccounttype', local ? '536870912' : '268435456');
  }
}

function fillInAccount(set: (key: string, value: string) => void, isComputer: boolean): void {
  const control = isComputer ? Uac.workstationTrustAccount : Uac.normalAccount;
  set('useraccountcontrol', String(control | Uac.accountDisabled | Uac.passwordNotRequired));
  set('samaccounttype', isComputer ? '805306369' : '805306368');
  set('primarygroupid', String(isComputer ? Rid.domainComputers : Rid.domainUsers));
  set('accountexpires', NEVER);
  set('pwdlastset', filetime(0));
  set('codepage', '0');
  set('countrycode', '0');
}

/** `$A1B2C3-D4E5F6G7H8I9`, as domain controllers make them. */
function generatedName(id: string): string {
  const digits = (part: number, length: number): string =>
    hash32(id, 'sAMAccountName', part).toString(36).toUpperCase().padStart(7, '0').slice(-length);
  return `$${digits(0, 6)}-${digits(1, 6)}${digits(2, 6)}`;
}
