import type { NamedUser } from '../../forest/config/people.ts';
import { derivedPassword } from '../../forest/raise/password-book.ts';
import { userValues } from '../../forest/raise/user-values.ts';
import { escapeDnValue } from '../../ldap/dn.ts';
import type { Values } from '../../ldap/client.ts';
import type { Lodging } from './lodging.ts';
import { MARK } from './mark.ts';

/** What a domain controller writes itself. */
const SYSTEM_ONLY = ['samaccounttype', 'primarygroupid'];

export type UserLodging = Pick<Lodging, 'administrator' | 'config' | 'accounts' | 'seed'>;

/** Makes a user as described, with a password. Answers the DN. Throws OutsideRefusedError. */
export async function addUser(lodging: UserLodging, user: NamedUser, parent: string): Promise<string> {
  const { config, seed } = lodging;
  const { sam, upn, name = sam } = user;
  const taken = lodging.accounts
    .all()
    .some(({ dn }) => dn.toLowerCase() === namedIn(name, parent).toLowerCase());
  const dn = namedIn(taken ? `${name} (${sam})` : name, parent);
  const values = userValues(user).filter(([type]) => !SYSTEM_ONLY.includes(type));
  const password = user.password ?? config.password ?? derivedPassword(seed, sam);
  await addAccount(lodging, { sam, upn, dn, password }, Object.fromEntries(values));
  if (user.mustChangePassword) await lodging.administrator.replace(dn, { pwdLastSet: ['0'] });
  return dn;
}

/** Makes an account that the lab knows the password of. */
export async function addAccount(
  { administrator, accounts }: Pick<Lodging, 'administrator' | 'accounts'>,
  account: { readonly sam: string; readonly upn: string; readonly dn: string; readonly password: string },
  values: Values,
): Promise<void> {
  await administrator.add(account.dn, {
    objectClass: ['user'],
    ...values,
    unicodePwd: [passwordBytes(account.password)],
    adminDescription: [MARK],
  });
  accounts.add(account);
}

/** `unicodePwd` as it is written: in quotes, UTF-16 ([MS-ADTS] 3.1.1.3.1.5.1). */
export function passwordBytes(password: string): Buffer {
  return Buffer.from(`"${password}"`, 'utf16le');
}

function namedIn(name: string, parent: string): string {
  return `CN=${escapeDnValue(name)},${parent}`;
}
