import { fromFiletime } from '../core/filetime.ts';
import { sidText } from '../core/identifiers.ts';
import { bytesOf, numberOf, textOf, type DirectoryObject, type ObjectId } from '../store/object.ts';

/** A security principal that can log on, as one replica has it. Times are lab milliseconds; 0 for unset. */
export interface Account {
  readonly object: DirectoryObject;
  readonly id: ObjectId;
  readonly sam: string;
  readonly upn: string | undefined;
  /** `S-1-5-21-…` */
  readonly sid: string;
  readonly userAccountControl: number;
  /** 0: the user must change the password at the next logon. */
  readonly pwdLastSet: number;
  /** Undefined: never. */
  readonly accountExpires: number | undefined;
  /** Set when the account was locked; stays after the lock has lapsed, until a right password or an administrator. */
  readonly lockoutTime: number;
}

/** The account that an object is; undefined for one that nobody can log on as. */
export function accountOf(object: DirectoryObject | undefined): Account | undefined {
  if (object === undefined) return undefined;
  const sam = textOf(object, 'samaccountname');
  if (sam === undefined || object.values('useraccountcontrol').length === 0) return undefined;
  if (textOf(object, 'isdeleted') === 'TRUE') return undefined;
  return {
    object,
    id: object.id,
    sam,
    upn: textOf(object, 'userprincipalname'),
    sid: sidText(bytesOf(object, 'objectsid') ?? Buffer.alloc(0)) ?? '',
    userAccountControl: numberOf(object, 'useraccountcontrol'),
    pwdLastSet: fromFiletime(textOf(object, 'pwdlastset') ?? '0') ?? 0,
    accountExpires: expiryOf(object),
    lockoutTime: fromFiletime(textOf(object, 'lockouttime') ?? '0') ?? 0,
  };
}

/** Both 0 and the largest number mean never ([MS-ADA1] 2.3). */
function expiryOf(object: DirectoryObject): number | undefined {
  return fromFiletime(textOf(object, 'accountexpires') ?? '0') || undefined;
}
