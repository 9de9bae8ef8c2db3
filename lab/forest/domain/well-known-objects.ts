/** A place under a naming context that tools find by a GUID rather than by its name. */
type Place = readonly [guid: string, rdn: string];

/** `wellKnownObjects` of a domain ([MS-ADTS] 6.1.1.4). */
const DOMAIN: readonly Place[] = [
  ['AA312825768811D1ADED00C04FD8D5CD', 'CN=Computers'],
  ['A361B2FFFFD211D1AA4B00C04FD7D83A', 'OU=Domain Controllers'],
  ['A9D1CA15768811D1ADED00C04FD8D5CD', 'CN=Users'],
  ['AB1D30F3768811D1ADED00C04FD8D5CD', 'CN=System'],
  ['2FBAC1870ADE11D297C400C04FD8D5CD', 'CN=Infrastructure'],
  ['AB8153B7768811D1ADED00C04FD8D5CD', 'CN=LostAndFound'],
  ['18E2EA80684F11D2B9AA00C04F79F805', 'CN=Deleted Objects'],
  ['22B70C67D56E4EFB91E9300FCA3DC1AA', 'CN=ForeignSecurityPrincipals'],
  ['09460C08AE1E4A4EA0F64AEE7DAA1E5A', 'CN=Program Data'],
  ['F4BE92A4C777485E878E9421D53087DB', 'CN=Microsoft,CN=Program Data'],
  ['6227F0AF1FC2410D8E3BB10615BB5B0F', 'CN=NTDS Quotas'],
];
const OTHER: readonly Place[] = [
  ['683A24E2E8164BD3AF86AC3C2CF3F981', 'CN=Keys'],
  ['1EB93889E40C45DF9F0C64D23BBB6237', 'CN=Managed Service Accounts'],
];
/** Of a forest's configuration. */
const CONFIGURATION: readonly Place[] = [['AB8153B7768811D1ADED00C04FD8D5CD', 'CN=LostAndFoundConfig']];

/** Relative name of a domain's well-known object, by its GUID in hexadecimal. */
export function wellKnownPlace(guid: string): string | undefined {
  return [...DOMAIN, ...OTHER].find(([known]) => known === guid.toUpperCase())?.[1];
}

export function wellKnownObjects(base: string): string[] {
  return DOMAIN.map((place) => valueOf(place, base));
}

export function otherWellKnownObjects(base: string): string[] {
  return OTHER.map((place) => valueOf(place, base));
}

export function configurationWellKnownObjects(base: string): string[] {
  return CONFIGURATION.map((place) => valueOf(place, base));
}

/** Object(DN-Binary), `B:<hex digits>:<hex>:<DN>` ([MS-ADTS] 3.1.1.2.2.2.1). */
function valueOf([guid, rdn]: Place, base: string): string {
  return `B:${guid.length}:${guid}:${rdn},${base}`;
}
