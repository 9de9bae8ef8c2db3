import { readAttributes } from './attribute-schema.ts';

const MS = '1.2.840.113556.1.4';
const EX = '1.2.840.113556.1.2';
const COSINE = '0.9.2342.19200300.100.1';

const numbered = (
  prefix: string,
  oid: string,
  first: number,
  from: number,
  to: number,
  rest: string,
): string =>
  Array.from(
    { length: to - from + 1 },
    (_, nth) => `  ${prefix}${from + nth} ${oid}.${first + nth} ${rest}`,
  ).join('\n');

/** Attributes that describe people and groups, mail's among them ([MS-ADA1-3]; Exchange's schema extension). */
export const PEOPLE_ATTRIBUTES = readAttributes(`
  sn 2.5.4.4 unicode sgia range=1-64
  givenName 2.5.4.42 unicode sgia range=1-64
  initials 2.5.4.43 unicode s range=1-6
  middleName 2.16.840.1.113730.3.1.34 unicode s range=0-64
  generationQualifier 2.5.4.44 unicode s range=1-64
  personalTitle ${EX}.615 unicode s range=1-64
  title 2.5.4.12 unicode sg range=1-128
  serialNumber 2.5.4.5 printable range=1-64
  c 2.5.4.6 unicode sg range=1-3
  co ${EX}.131 unicode sg range=1-128
  l 2.5.4.7 unicode sgi range=1-128
  st 2.5.4.8 unicode sg range=1-128
  street 2.5.4.9 unicode sg range=1-1024
  streetAddress ${EX}.256 unicode s range=1-1024
  postalAddress 2.5.4.16 unicode range=1-4096
  postalCode 2.5.4.17 unicode s range=1-40
  postOfficeBox 2.5.4.18 unicode range=1-40
  physicalDeliveryOfficeName 2.5.4.19 unicode sgia range=1-128
  telephoneNumber 2.5.4.20 unicode sg range=1-64
  telexNumber 2.5.4.21 octets range=1-32
  teletexTerminalIdentifier 2.5.4.22 octets
  facsimileTelephoneNumber 2.5.4.23 unicode s range=1-64
  x121Address 2.5.4.24 numeric range=1-15
  internationalISDNNumber 2.5.4.25 numeric range=1-16
  registeredAddress 2.5.4.26 octets range=1-4096
  destinationIndicator 2.5.4.27 printable range=1-128
  preferredDeliveryMethod 2.5.4.28 enumeration
  owner 2.5.4.32 dn s link=44
  ownerBL ${EX}.104 dn xn link=45
  roleOccupant 2.5.4.33 dn
  houseIdentifier 2.5.4.51 unicode range=1-32768
  uid ${COSINE}.1 unicode t
  textEncodedORAddress ${COSINE}.2 unicode s range=1-1024
  mail ${COSINE}.3 unicode sgi range=0-256
  info ${EX}.81 unicode s range=1-1024
  photo ${COSINE}.7 octets
  roomNumber ${COSINE}.6 unicode
  manager ${COSINE}.10 dn sg link=42
  directReports ${EX}.436 dn xn link=43
  homePhone ${COSINE}.20 unicode sg range=1-64
  secretary ${COSINE}.21 dn
  mobile ${COSINE}.41 unicode s range=1-64
  pager ${COSINE}.42 unicode s range=1-64
  jpegPhoto ${COSINE}.60 octets
  audio ${COSINE}.55 octets range=-250000
  carLicense 2.16.840.1.113730.3.1.1 unicode
  departmentNumber 2.16.840.1.113730.3.1.2 unicode
  preferredLanguage 2.16.840.1.113730.3.1.39 unicode s
  labeledURI 1.3.6.1.4.1.250.1.57 unicode
  thumbnailPhoto 2.16.840.1.113730.3.1.35 octets s range=0-102400
  thumbnailLogo 2.16.840.1.113730.3.1.36 octets s range=1-32767
  employeeNumber ${EX}.610 unicode s range=1-512
  employeeType ${EX}.613 unicode s range=1-256
  employeeID ${MS}.35 unicode s range=0-16
  homePostalAddress ${EX}.617 unicode s range=1-4096
  department ${EX}.141 unicode sg range=1-64
  company ${EX}.146 unicode s range=1-64
  division ${MS}.261 unicode s range=0-256
  assistant ${MS}.652 dn s
  ipPhone ${MS}.721 unicode sg range=-64
  otherIpPhone ${MS}.722 unicode g
  otherTelephone ${EX}.18 unicode range=1-64
  otherHomePhone ${EX}.277 unicode range=1-64
  otherMobile ${MS}.647 unicode range=1-64
  otherPager ${EX}.118 unicode range=1-64
  otherFacsimileTelephoneNumber ${MS}.646 unicode range=1-64
  otherMailbox ${MS}.651 unicode
  otherLoginWorkstations ${MS}.91 unicode range=0-1024
  primaryTelexNumber ${MS}.648 unicode s range=1-64
  primaryInternationalISDNNumber ${MS}.649 unicode s range=1-64
  userSharedFolder ${MS}.751 unicode s
  msDS-PhoneticFirstName ${MS}.1942 unicode sgia range=1-64
  msDS-PhoneticLastName ${MS}.1943 unicode sgia range=1-64
  msDS-PhoneticDepartment ${MS}.1944 unicode sgia range=1-64
  msDS-PhoneticCompanyName ${MS}.1945 unicode sgia range=1-64
  msDS-PhoneticDisplayName ${MS}.1946 unicode sgia range=0-256
  proxyAddresses ${EX}.210 unicode gia range=1-1123
  mailNickname ${EX}.447 unicode sgia range=1-64
  targetAddress ${EX}.352 unicode sg range=1-1123
  legacyExchangeDN ${MS}.655 caseIgnore sgiat
  showInAddressBook ${MS}.644 dn g
  garbageCollPeriod ${EX}.301 integer s
  autoReplyMessage ${EX}.286 unicode s
${numbered('extensionAttribute', EX, 423, 1, 10, 'unicode sg range=1-1024')}
${numbered('extensionAttribute', EX, 599, 11, 15, 'unicode sg range=1-2048')}
${numbered('msDS-cloudExtensionAttribute', MS, 2214, 1, 20, 'unicode sgi')}
`);
