import type { Person, SyncedUser } from './person.ts';

/** What is in scope: organizational units below a domain. */
export interface SyncScope {
  /** Such as `DC=corp,DC=contoso,DC=com`. */
  readonly baseDn: string;
  /** Names of units directly under the base, such as `Staff`. */
  readonly organizationalUnits: readonly string[];
}

const ACCOUNT_DISABLED = 0x2;

/** Users in scope, in the order of their names, as the tenant is to know them. */
export function project(people: readonly Person[], scope: SyncScope): SyncedUser[] {
  return people
    .filter((person) => inScope(person.dn, scope))
    .map((person) => toSyncedUser(person, scope.baseDn))
    .sort((a, b) => (a.userPrincipalName < b.userPrincipalName ? -1 : 1));
}

export function inScope(dn: string, { baseDn, organizationalUnits }: SyncScope): boolean {
  const name = comparable(dn);
  return organizationalUnits.some((unit) => name.endsWith(comparable(`,OU=${unit},${baseDn}`)));
}

/** Base64 of objectGUID. */
export function sourceAnchorOf({ objectGuid }: Pick<Person, 'objectGuid'>): string {
  return objectGuid.toString('base64');
}

function toSyncedUser(person: Person, baseDn: string): SyncedUser {
  return {
    sourceAnchor: sourceAnchorOf(person),
    userPrincipalName: person.userPrincipalName ?? `${person.samAccountName}@${dnsNameOf(baseDn)}`,
    displayName: person.displayName ?? person.samAccountName,
    accountEnabled: (person.userAccountControl & ACCOUNT_DISABLED) === 0,
    ...(person.mail !== undefined && { mail: person.mail }),
    ...addressesOf(person),
    ...(person.pwdLastSet !== undefined && person.pwdLastSet > 0 && { passwordChangedAt: person.pwdLastSet }),
  };
}

const SMTP = /^smtp:(.+@.+)$/i;

function addressesOf({ proxyAddresses = [] }: Person): Pick<SyncedUser, 'addresses'> {
  const addresses = proxyAddresses.flatMap((one) => SMTP.exec(one)?.[1] ?? []);
  return addresses.length === 0 ? {} : { addresses };
}

/** `DC=corp,DC=contoso,DC=com` as `corp.contoso.com`: the suffix of users without a UPN of their own. */
function dnsNameOf(baseDn: string): string {
  return baseDn
    .split(',')
    .map((part) => part.trim().replace(/^dc=/i, ''))
    .join('.');
}

/** Names differ neither by case nor by blanks round commas and equals signs (RFC 4514, [MS-ADTS] 3.1.1.1.4). */
function comparable(dn: string): string {
  return dn.replace(/\s*([,=])\s*/g, '$1').toLowerCase();
}
