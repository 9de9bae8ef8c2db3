import { filetime, NEVER } from '../core/filetime.ts';
import type { NamedUser } from '../config/people.ts';
import { Uac } from '../domain/user-account-control.ts';
import { Rid } from '../domain/well-known.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { Value, Values } from '../store/object.ts';
import { fittingValue } from '../write/stored-values.ts';
import { logonHoursBytes } from './logon-hours.ts';

/** `userAccountControl` of a user as described. */
export function accountControlOf(user: NamedUser): number {
  const usual = !user.mustChangePassword && !user.passwordExpired;
  const bits: readonly (readonly [boolean, number])[] = [
    [!user.enabled, Uac.accountDisabled],
    [user.passwordNeverExpires ?? usual, Uac.dontExpirePassword],
    [user.smartCardRequired, Uac.smartCardRequired],
  ];
  return bits.reduce<number>((control, [set, bit]) => (set ? control | bit : control), Uac.normalAccount);
}

/** What describes a user, in lower case; names that are told apart by words become given name and surname. */
export function userValues(user: NamedUser): [string, Values][] {
  const { sam, upn, name, department, workstations, accountExpires, logonHours } = user;
  const words = name?.split(' ') ?? [];
  const optional: readonly (readonly [string, Values[number] | undefined])[] = [
    ['displayname', name],
    ['givenname', words.length > 1 ? words.slice(0, -1).join(' ') : undefined],
    ['sn', words.length > 1 ? words.at(-1) : undefined],
    ['department', department],
    ['userworkstations', workstations?.join(',')],
    ['logonhours', logonHours === undefined ? undefined : logonHoursBytes(logonHours)],
  ];
  return [
    ['samaccountname', [sam]],
    ['userprincipalname', [upn]],
    ['mail', [upn]],
    ['samaccounttype', ['805306368']],
    ['primarygroupid', [String(Rid.domainUsers)]],
    ['useraccountcontrol', [String(accountControlOf(user))]],
    ['accountexpires', [accountExpires === undefined ? NEVER : filetime(Date.parse(accountExpires))]],
    ['codepage', ['0']],
    ['countrycode', ['0']],
    ...optional.flatMap(([key, value]): [string, Values][] => (value === undefined ? [] : [[key, [value]]])),
    ...Object.entries(user.attributes).map(([name, values]): [string, Values] => [
      name.toLowerCase(),
      (typeof values === 'string' ? [values] : values).flatMap((value) => stored(name, value)),
    ]),
  ];
}

/** As a domain controller keeps it; what it would refuse is refused before. */
function stored(name: string, value: string): Value[] {
  const attribute = SCHEMA.attribute(name);
  const fitting = attribute && fittingValue(attribute, Buffer.from(value));
  return fitting !== undefined && 'value' in fitting ? [fitting.value] : [];
}
