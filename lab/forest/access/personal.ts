/**
 * What SELF may write of himself: the property sets "Personal Information" and "Web Information" ([MS-ADTS]
 * 3.1.1.2.3.3), in lower case. The password is changed by whoever knows the old one.
 */
const PERSONAL: ReadonlySet<string> = new Set([
  'assistant',
  'c',
  'facsimiletelephonenumber',
  'homephone',
  'homepostaladdress',
  'info',
  'internationalisdnnumber',
  'ipphone',
  'l',
  'mobile',
  'otherfacsimiletelephonenumber',
  'otherhomephone',
  'otheripphone',
  'othermobile',
  'otherpager',
  'othertelephone',
  'pager',
  'personaltitle',
  'physicaldeliveryofficename',
  'postaladdress',
  'postalcode',
  'postofficebox',
  'preferreddeliverymethod',
  'primaryinternationalisdnnumber',
  'primarytelexnumber',
  'registeredaddress',
  'st',
  'street',
  'streetaddress',
  'telephonenumber',
  'teletexterminalidentifier',
  'telexnumber',
  'thumbnailphoto',
  'url',
  'usercert',
  'usercertificate',
  'usersharedfolder',
  'usersmimecertificate',
  'wwwhomepage',
  'x121address',
]);

/** `msDS-cloudExtensionAttribute1` to 20 belong there too. */
const CLOUD_EXTENSION = 'msds-cloudextensionattribute';

export function isPersonal(key: string): boolean {
  return PERSONAL.has(key) || key.startsWith(CLOUD_EXTENSION);
}
