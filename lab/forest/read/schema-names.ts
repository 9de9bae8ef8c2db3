/** Common names that do not follow from the short name. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  cn: 'Common-Name',
  sn: 'Surname',
  c: 'Country-Name',
  l: 'Locality-Name',
  o: 'Organization-Name',
  ou: 'Organizational-Unit-Name',
  st: 'State-Or-Province-Name',
  co: 'Text-Country',
  dc: 'Domain-Component',
  uid: 'uid',
  mail: 'E-mail-Addresses',
  name: 'RDN',
  distinguishedName: 'Obj-Dist-Name',
  memberOf: 'Is-Member-Of-DL',
  uPNSuffixes: 'UPN-Suffixes',
  proxyAddresses: 'Proxy-Addresses',
  mobile: 'Phone-Mobile-Primary',
  homePhone: 'Phone-Home-Primary',
  pager: 'Phone-Pager-Primary',
  ipPhone: 'Phone-Ip-Primary',
  streetAddress: 'Address',
  street: 'Street-Address',
  info: 'Comment',
  comment: 'User-Comment',
  wWWHomePage: 'WWW-Home-Page',
};

/** The CN of an attribute's or a class's schema object: `SAM-Account-Name` of `sAMAccountName`. Mostly derived, so not always as Windows has it. */
export function schemaNameOf(name: string): string {
  const own = OWN_NAMES[name];
  if (own !== undefined) return own;
  const start = /^ms(?=[A-Z-])/.test(name) ? name : name.charAt(0).toUpperCase() + name.slice(1);
  return start
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replace(/-+/g, '-');
}
