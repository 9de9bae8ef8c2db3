import { readAttributes } from './attribute-schema.ts';

const MS = '1.2.840.113556.1.4';
const EX = '1.2.840.113556.1.2';

/** Attributes that any object may have, and those of the schema, configuration and domain objects ([MS-ADA1-3]). */
export const OBJECT_ATTRIBUTES = readAttributes(`
  objectClass 2.5.4.0 oid git
  cn 2.5.4.3 unicode sgi range=1-64
  name ${MS}.1 unicode sxgiat range=1-255
  distinguishedName 2.5.4.49 dn sxngt
  objectGUID ${MS}.2 octets sxngit range=16-16
  objectCategory ${MS}.782 dn sgi
  objectSid ${MS}.146 sid sxgit range=0-28
  sIDHistory ${MS}.609 sid git
  instanceType ${EX}.1 integer sxgt
  whenCreated ${EX}.2 time sxg
  whenChanged ${EX}.3 time sxng
  uSNCreated ${EX}.19 largeInteger sxngit
  uSNChanged ${EX}.120 largeInteger sxngit
  uSNLastObjRem ${EX}.121 largeInteger sxng
  uSNSource ${MS}.896 largeInteger s
  uSNDSALastObjRemoved ${EX}.267 largeInteger sx
  description 2.5.4.13 unicode g range=0-1024
  displayName ${EX}.13 unicode sgia range=0-256
  displayNamePrintable ${EX}.353 printable s range=1-256
  adminDescription ${EX}.226 unicode s range=0-1024
  adminDisplayName ${EX}.194 unicode s range=1-256
  showInAdvancedViewOnly ${EX}.169 boolean si
  systemFlags ${MS}.375 integer sxt
  isCriticalSystemObject ${MS}.868 boolean s
  isDeleted ${EX}.48 boolean sxgt
  isRecycled ${MS}.2058 boolean sxgt
  lastKnownParent ${MS}.781 dn sxt
  msDS-LastKnownRDN ${MS}.2067 unicode sxt range=1-255
  nTSecurityDescriptor ${EX}.281 descriptor sgt range=0-132096
  dSCorePropagationData ${MS}.1357 time xng
  memberOf ${EX}.102 dn xng link=3
  managedBy ${MS}.653 dn s link=72
  managedObjects ${MS}.654 dn xn link=73
  wellKnownObjects ${MS}.618 dnBinary xg
  otherWellKnownObjects ${MS}.1359 dnBinary
  objectVersion ${EX}.76 integer s
  revision ${MS}.145 integer s
  subRefs ${EX}.7 dn xng
  masteredBy ${MS}.1409 dn xn link=77
  msDS-hasMasterNCs ${MS}.1836 dn x link=2036
  msDs-masteredBy ${MS}.1837 dn xn link=2037
  url ${MS}.749 unicode
  wWWHomePage ${EX}.464 unicode s range=1-2048
  keywords ${MS}.48 unicode gi range=1-256
  seeAlso 2.5.4.34 dn
  businessCategory 2.5.4.15 unicode range=1-128
  mS-DS-ConsistencyGuid ${MS}.1360 octets s
  mS-DS-ConsistencyChildCount ${MS}.1361 integer s
  canonicalName ${MS}.916 unicode c
  allowedAttributes ${MS}.913 oid c
  allowedAttributesEffective ${MS}.914 oid c
  allowedChildClasses ${MS}.911 oid c
  allowedChildClassesEffective ${MS}.912 oid c
  sDRightsEffective ${MS}.1304 integer sc
  structuralObjectClass 2.5.21.9 oid c
  createTimeStamp 2.5.18.1 time sc
  modifyTimeStamp 2.5.18.2 time sc
  subSchemaSubEntry 2.5.18.10 dn c
  parentGUID ${MS}.1224 octets sc
  msDS-parentdistname ${MS}.2203 dn scn
  msDS-PrincipalName ${MS}.1865 unicode sc
  msDS-Approx-Immed-Subordinates ${MS}.1669 integer sc
  msDS-ReplAttributeMetaData ${MS}.1707 unicode c
  msDS-ReplValueMetaData ${MS}.1708 unicode c
  dc 0.9.2342.19200300.100.1.25 unicode sg range=1-255
  ou 2.5.4.11 unicode gi range=1-64
  o 2.5.4.10 unicode g range=1-64
  lockoutDuration ${MS}.60 largeInteger s
  lockOutObservationWindow ${MS}.61 largeInteger s
  lockoutThreshold ${MS}.73 integer s range=-65535
  maxPwdAge ${MS}.74 largeInteger s
  minPwdAge ${MS}.78 largeInteger s
  minPwdLength ${MS}.79 integer s
  pwdHistoryLength ${MS}.95 integer s range=0-65535
  pwdProperties ${MS}.93 integer s
  forceLogoff ${MS}.39 largeInteger s
  modifiedCount ${MS}.168 largeInteger sn
  modifiedCountAtLastProm ${MS}.81 largeInteger s
  nextRid ${MS}.88 integer sx
  creationTime ${MS}.26 largeInteger s
  serverState ${MS}.154 integer sn
  serverRole ${MS}.157 integer s
  uASCompat ${MS}.155 integer s
  nTMixedDomain ${MS}.357 integer s
  gPLink ${MS}.891 unicode sg
  gPOptions ${MS}.892 integer s
  fSMORoleOwner ${MS}.369 dn si
  rIDManagerReference ${MS}.368 dn sx
  auditingPolicy ${MS}.202 octets s
  ms-DS-MachineAccountQuota ${MS}.1411 integer s
  msDS-Behavior-Version ${MS}.1459 integer sx range=0-
  msDS-LogonTimeSyncInterval ${MS}.1784 integer s range=0-
  msDS-AllUsersTrustQuota ${MS}.1789 integer s
  msDS-PerUserTrustQuota ${MS}.1788 integer s
  domainPolicyObject ${MS}.32 dn s
  oEMInformation ${MS}.151 unicode s range=0-32767
  msDS-MaximumPasswordAge ${MS}.2011 largeInteger s range=-0
  msDS-MinimumPasswordAge ${MS}.2012 largeInteger s range=-0
  msDS-MinimumPasswordLength ${MS}.2013 integer s range=0-255
  msDS-PasswordHistoryLength ${MS}.2014 integer s range=0-65535
  msDS-PasswordComplexityEnabled ${MS}.2015 boolean s
  msDS-PasswordReversibleEncryptionEnabled ${MS}.2016 boolean s
  msDS-LockoutObservationWindow ${MS}.2017 largeInteger s range=-0
  msDS-LockoutDuration ${MS}.2018 largeInteger s range=-0
  msDS-LockoutThreshold ${MS}.2019 integer s range=0-65535
  msDS-PSOAppliesTo ${MS}.2020 dn link=2118
  msDS-PSOApplied ${MS}.2021 dn xn link=2119
  msDS-PasswordSettingsPrecedence ${MS}.2023 integer s range=1-
  trustAttributes ${MS}.470 integer sg
  trustDirection ${MS}.132 integer sg
  trustPartner ${MS}.133 unicode sgi range=1-1024
  trustType ${MS}.136 integer sg
  trustPosixOffset ${MS}.134 integer s
  trustParent ${MS}.471 dn s
  flatName ${MS}.511 unicode si
  securityIdentifier ${MS}.121 sid sg
  foreignIdentifier ${MS}.356 octets s
  nCName ${EX}.16 dn sxt
  dnsRoot ${MS}.28 unicode i range=1-255
  nETBIOSName ${MS}.87 unicode si range=1-16
  rootTrust ${MS}.674 dn
  uPNSuffixes ${MS}.890 unicode
  Enabled ${EX}.557 boolean s
  siteObject ${MS}.512 dn s link=46
  siteObjectBL ${MS}.513 dn xn link=47
  serverReference ${MS}.515 dn s link=94
  serverReferenceBL ${MS}.516 dn xn link=95
  options ${MS}.307 integer s
  hasMasterNCs ${EX}.14 dn x link=76
  invocationId ${EX}.115 octets sxi
  tombstoneLifetime ${EX}.54 integer s
  dSHeuristics ${EX}.212 unicode s
  sPNMappings ${MS}.1347 unicode
  lDAPAdminLimits ${MS}.843 unicode
  location ${MS}.222 unicode sgi range=0-1024
  serviceBindingInformation ${MS}.510 unicode g
  serviceClassName ${MS}.509 unicode si
  serviceDNSName ${MS}.657 unicode s
  attributeID ${EX}.30 oid sxt
  attributeSyntax ${EX}.32 oid sxt
  governsID ${EX}.22 oid sxt
  subClassOf ${EX}.21 oid sxt
  oMSyntax ${EX}.231 integer sxt
  isSingleValued ${EX}.33 boolean sx
  rangeLower ${EX}.34 integer sg
  rangeUpper ${EX}.35 integer sg
  searchFlags ${EX}.334 enumeration s range=0-
  systemOnly ${MS}.170 boolean sx
  lDAPDisplayName ${EX}.460 unicode sgit range=1-256
  schemaIDGUID ${MS}.148 octets sx range=16-16
  linkID ${EX}.50 integer sx
  mAPIID ${EX}.49 integer sx
  isMemberOfPartialAttributeSet ${MS}.639 boolean s
  objectClassCategory ${EX}.370 enumeration sx range=0-3
  possSuperiors ${EX}.8 oid g
  mayContain ${EX}.25 oid
  mustContain ${EX}.24 oid
  auxiliaryClass ${EX}.351 oid
  systemPossSuperiors ${MS}.195 oid xg
  systemMayContain ${MS}.196 oid x
  systemMustContain ${MS}.197 oid x
  systemAuxiliaryClass ${MS}.198 oid x
  defaultObjectCategory ${MS}.783 dn s
  rDNAttID ${EX}.26 oid sx
  defaultHidingValue ${MS}.518 boolean s
  defaultSecurityDescriptor ${MS}.224 unicode s range=0-32767
  isDefunct ${MS}.661 boolean s
  attributeTypes 2.5.21.5 unicode c
  objectClasses 2.5.21.6 unicode c
  dITContentRules 2.5.21.2 unicode c
  extendedAttributeInfo ${MS}.909 unicode c
  extendedClassInfo ${MS}.908 unicode c
`);
