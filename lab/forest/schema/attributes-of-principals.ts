import { readAttributes } from './attribute-schema.ts';

const MS = '1.2.840.113556.1.4';
const EX = '1.2.840.113556.1.2';

/** Attributes of users, groups and computers as security principals ([MS-ADA1-3]). */
export const PRINCIPAL_ATTRIBUTES = readAttributes(`
  sAMAccountName ${MS}.221 unicode sgiat range=0-256
  sAMAccountType ${MS}.302 integer sxgi
  userPrincipalName ${MS}.656 unicode sgi range=-1024
  userAccountControl ${MS}.8 integer sgit
  primaryGroupID ${MS}.98 integer sgi
  groupType ${MS}.750 integer sgit
  member 2.5.4.31 dn g link=2
  accountExpires ${MS}.159 largeInteger s
  pwdLastSet ${MS}.96 largeInteger s
  lockoutTime ${MS}.662 largeInteger s
  badPwdCount ${MS}.12 integer sxn
  badPasswordTime ${MS}.49 largeInteger sxn
  lastLogon ${MS}.52 largeInteger sxn
  lastLogoff ${MS}.51 largeInteger sxn
  lastLogonTimestamp ${MS}.1696 largeInteger sxgi
  logonCount ${MS}.169 integer sxn
  logonHours ${MS}.64 octets s
  logonWorkstation ${MS}.65 octets s
  userWorkstations ${MS}.86 unicode s range=0-1024
  codePage ${MS}.16 integer s range=0-65535
  countryCode ${MS}.25 integer s range=0-65535
  adminCount ${MS}.150 integer s
  comment ${MS}.156 unicode s
  userParameters ${MS}.138 unicode s range=0-32767
  homeDirectory ${MS}.44 unicode s
  homeDrive ${MS}.45 unicode s
  scriptPath ${MS}.62 unicode s
  profilePath ${MS}.139 unicode s
  maxStorage ${MS}.76 largeInteger s
  preferredOU ${MS}.97 dn s
  operatorCount ${MS}.144 integer s
  rid ${MS}.153 integer sx
  servicePrincipalName ${MS}.771 unicode gi
  dNSHostName ${MS}.619 unicode sg range=0-2048
  msDS-AdditionalDnsHostName ${MS}.1717 unicode range=0-2048
  operatingSystem ${MS}.363 unicode s
  operatingSystemVersion ${MS}.364 unicode s
  operatingSystemServicePack ${MS}.365 unicode s
  operatingSystemHotfix ${MS}.415 unicode s
  machineRole ${MS}.71 enumeration s
  rIDSetReferences ${MS}.669 dn xt
  networkAddress ${EX}.459 caseIgnore range=0-256
  unicodePwd ${MS}.90 octets s
  ntPwdHistory ${MS}.94 octets x
  dBCSPwd ${MS}.55 octets s
  lmPwdHistory ${MS}.160 octets x
  supplementalCredentials ${MS}.125 octets x
  trustAuthIncoming ${MS}.129 octets s range=0-32767
  trustAuthOutgoing ${MS}.135 octets s range=0-32767
  userPassword 2.5.4.35 octets range=1-128
  userCertificate 2.5.4.36 octets g range=-32768
  userSMIMECertificate 2.16.840.1.113730.3.140 octets g range=-32768
  userPKCS12 2.16.840.1.113730.3.1.216 octets
  userCert ${MS}.645 octets sg range=0-32767
  cACertificate 2.5.4.37 octets g range=1-32768
  altSecurityIdentities ${MS}.867 unicode gi
  accountNameHistory ${MS}.1307 unicode
  msNPAllowDialin ${MS}.1119 boolean s
  msDS-AllowedToDelegateTo ${MS}.1787 unicode
  msDS-AllowedToActOnBehalfOfOtherIdentity ${MS}.2182 descriptor s range=0-132096
  msDS-KeyCredentialLink ${MS}.2328 dnBinary link=2220
  msDS-SupportedEncryptionTypes ${MS}.1963 integer s
  msDS-KeyVersionNumber ${MS}.1782 integer sc
  msDS-User-Account-Control-Computed ${MS}.1460 integer sc
  msDS-UserPasswordExpiryTimeComputed ${MS}.1996 largeInteger sc
  msDS-ResultantPSO ${MS}.2022 dn sc
  msDS-ExternalDirectoryObjectId ${MS}.2310 unicode sgit range=-256
  primaryGroupToken ${MS}.1412 integer sc
  tokenGroups ${MS}.1301 sid c
  tokenGroupsNoGCAcceptable ${MS}.1303 sid c
  tokenGroupsGlobalAndUniversal ${MS}.1418 sid c
  nonSecurityMember ${MS}.530 dn link=50
  nonSecurityMemberBL ${MS}.531 dn xn link=51
  desktopProfile ${MS}.346 unicode s
  terminalServer ${MS}.885 octets si range=-20480
  uidNumber 1.3.6.1.1.1.1.0 integer si
  gidNumber 1.3.6.1.1.1.1.1 integer si
  gecos 1.3.6.1.1.1.1.2 ia5 s range=-10240
  unixHomeDirectory 1.3.6.1.1.1.1.3 ia5 s range=-2048
  loginShell 1.3.6.1.1.1.1.4 ia5 s range=-1024
  memberUid 1.3.6.1.1.1.1.12 ia5 range=-256000
  shadowLastChange 1.3.6.1.1.1.1.5 integer s
  shadowMin 1.3.6.1.1.1.1.6 integer s
  shadowMax 1.3.6.1.1.1.1.7 integer s
  shadowWarning 1.3.6.1.1.1.1.8 integer s
  shadowInactive 1.3.6.1.1.1.1.9 integer s
  shadowExpire 1.3.6.1.1.1.1.10 integer s
  shadowFlag 1.3.6.1.1.1.1.11 integer s
`);
