import { readAttributes } from './attribute-schema.ts';

const MS = '1.2.840.113556.1.4';
const EX = '1.2.840.113556.1.2';
const COSINE = '0.9.2342.19200300.100.1';

/** Attributes that services keep at users, groups and computers: terminal services, remote access, network boot, Unix, service accounts ([MS-ADA1-3]). */
export const SERVICE_ATTRIBUTES = readAttributes(`
  localeID ${MS}.58 integer
  aCSPolicyName ${MS}.772 unicode s
  dynamicLDAPServer ${MS}.537 dn s
  msTSAllowLogon ${MS}.1979 boolean s
  msTSBrokenConnectionAction ${MS}.1985 boolean s
  msTSConnectClientDrives ${MS}.1986 boolean s
  msTSConnectPrinterDrives ${MS}.1987 boolean s
  msTSDefaultToMainPrinter ${MS}.1988 boolean s
  msTSExpireDate ${MS}.1993 time si
  msTSHomeDirectory ${MS}.1977 unicode s range=0-32767
  msTSHomeDrive ${MS}.1978 unicode s range=0-32767
  msTSInitialProgram ${MS}.1990 unicode s range=0-32767
  msTSLicenseVersion ${MS}.1994 unicode si
  msTSManagingLS ${MS}.1995 unicode si
  msTSMaxConnectionTime ${MS}.1982 integer s
  msTSMaxDisconnectionTime ${MS}.1981 integer s
  msTSMaxIdleTime ${MS}.1983 integer s
  msTSProfilePath ${MS}.1976 unicode s range=0-32767
  msTSProperty01 ${MS}.1991 unicode i range=0-32767
  msTSProperty02 ${MS}.1992 unicode i range=0-32767
  msTSReconnectionAction ${MS}.1984 boolean s
  msTSRemoteControl ${MS}.1980 integer s
  msTSWorkDirectory ${MS}.1989 unicode s range=0-32767
  msNPCallingStationID ${MS}.1124 ia5
  msNPSavedCallingStationID ${MS}.1130 ia5
  msRADIUSCallbackNumber ${MS}.1145 ia5 s
  msRADIUSFramedIPAddress ${MS}.1153 integer s
  msRADIUSFramedRoute ${MS}.1158 ia5
  msRADIUSServiceType ${MS}.1171 integer s
  msRASSavedCallbackNumber ${MS}.1189 ia5 s
  msRASSavedFramedIPAddress ${MS}.1190 integer s
  msRASSavedFramedRoute ${MS}.1191 ia5
  msDS-FailedInteractiveLogonCount ${MS}.1972 integer sx
  msDS-FailedInteractiveLogonCountAtLastSuccessfulLogon ${MS}.1973 integer sx
  msDS-LastFailedInteractiveLogonTime ${MS}.1971 largeInteger sx
  msDS-LastSuccessfulInteractiveLogonTime ${MS}.1970 largeInteger sx
  msDS-PrimaryComputer ${MS}.2167 dn gi link=2186
  msDS-IsPrimaryComputerFor ${MS}.2168 dn n link=2187
  mS-DS-CreatorSID ${MS}.1410 sid sxi
  msDS-SourceObjectDN ${MS}.1879 unicode s range=0-10240
  msSFU30Name 1.2.840.113556.1.6.18.1.309 ia5 si range=-1024
  msSFU30NisDomain 1.2.840.113556.1.6.18.1.339 ia5 sit range=-1024
  msSFU30Aliases 1.2.840.113556.1.6.18.1.323 ia5 range=-153600
  x500uniqueIdentifier 2.5.4.45 octets
  userSharedFolderOther ${MS}.752 unicode
  msDS-SyncServerUrl ${MS}.2276 unicode i range=1-512
  msDS-Site-Affinity ${MS}.1443 octets i
  msDS-Cached-Membership ${MS}.1441 octets sn
  msDS-Cached-Membership-Time-Stamp ${MS}.1442 largeInteger sni
  msDS-SecondaryKrbTgtNumber ${MS}.1929 integer sxi range=65536-65536
  msIIS-FTPDir ${MS}.1786 unicode s range=1-256
  msIIS-FTPRoot ${MS}.1785 unicode s range=1-256
  msDRM-IdentityCertificate ${MS}.1843 octets g range=1-10240
  mSMQDigests ${MS}.948 octets gi range=16-16
  mSMQSignCertificates ${MS}.947 octets sg range=-1048576
  msExchAssistantName ${EX}.444 unicode s range=1-256
  msExchLabeledURI ${EX}.593 unicode range=1-1024
  msExchHouseIdentifier ${EX}.596 unicode s range=1-128
  msDS-HABSeniorityIndex ${MS}.1997 integer sgi
  msDS-GeoCoordinatesAltitude ${MS}.2183 largeInteger si
  msDS-GeoCoordinatesLatitude ${MS}.2184 largeInteger si
  msDS-GeoCoordinatesLongitude ${MS}.2185 largeInteger si
  attributeCertificateAttribute 2.5.4.58 octets
  mhsORAddress ${MS}.650 unicode
  notes ${MS}.265 unicode s range=-32768
  msds-tokenGroupNames ${MS}.2345 dn c
  msds-tokenGroupNamesGlobalAndUniversal ${MS}.2346 dn c
  msds-tokenGroupNamesNoGCAcceptable ${MS}.2347 dn c
  groupAttributes ${MS}.152 integer si
  groupMembershipSAM ${MS}.166 octets s
  nTGroupMembers ${MS}.89 octets
  msDS-NonMembers ${MS}.1793 dn link=2014
  msDS-NonMembersBL ${MS}.1794 dn xn link=2015
  catalogs ${MS}.675 unicode
  localPolicyFlags ${MS}.56 integer s
  msDS-AdditionalSamAccountName ${MS}.1718 unicode xiat range=0-256
  msDS-GenerationId ${MS}.2166 octets sxn range=16-16
  msDS-HostServiceAccount ${MS}.2056 dn link=2166
  msDS-HostServiceAccountBL ${MS}.2057 dn n link=2167
  netbootGUID ${MS}.359 octets sgi range=16-16
  netbootDUID ${MS}.2234 octets sgi range=2-128
  netbootInitialization ${MS}.358 unicode s
  netbootMachineFilePath ${MS}.361 unicode sg
  netbootMirrorDataFile ${MS}.1241 unicode
  netbootSIFFile ${MS}.1240 unicode
  policyReplicationFlags ${MS}.633 integer s
  siteGUID ${MS}.362 octets s range=16-16
  volumeCount ${MS}.507 integer s
  msImaging-HashAlgorithm ${MS}.2181 unicode s range=-64
  msImaging-ThumbprintHash ${MS}.2180 octets s range=-1024
  nisMapName 1.3.6.1.1.1.1.26 ia5 s range=-1024
  msDS-PromotionSettings ${MS}.1962 unicode sx range=-65536
  msDS-GroupMSAMembership ${MS}.2200 descriptor s range=-132096
  msDS-ManagedPassword ${MS}.2196 octets sc
  msDS-ManagedPasswordId ${MS}.2197 octets sx range=-1024
  msDS-ManagedPasswordInterval ${MS}.2199 integer sx
  msDS-ManagedPasswordPreviousId ${MS}.2198 octets sx range=-1024
  ipHostNumber 1.3.6.1.1.1.1.19 ia5 range=-128
  macAddress 1.3.6.1.1.1.1.22 ia5 range=-128
  uNCName ${MS}.137 unicode sgi
  shortServerName ${MS}.1209 unicode sg
  serverName ${MS}.223 unicode sg range=0-1024
  printerName ${MS}.300 unicode sg
  driverName ${MS}.229 unicode sg
  portName ${MS}.228 unicode
  printShareName ${MS}.270 unicode g
  contentIndexingAllowed ${MS}.24 boolean s
  lastContentIndexed ${MS}.50 largeInteger s
  defaultGroup ${MS}.480 dn s
  searchGuide 2.5.4.14 octets
  uniqueMember 2.5.4.50 dn
  entryTTL 1.3.6.1.4.1.1466.101.119.3 integer sc range=0-31557600
  msDS-Entry-Time-To-Die ${MS}.1622 time sxgit
  host ${COSINE}.9 unicode range=1-256
  associatedDomain ${COSINE}.37 ia5 range=-256
  associatedName ${COSINE}.38 dn
  msCOM-UserPartitionSetLink ${MS}.1426 dn s link=1048
`);
