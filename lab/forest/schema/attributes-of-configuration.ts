import { readAttributes } from './attribute-schema.ts';

const MS = '1.2.840.113556.1.4';
const EX = '1.2.840.113556.1.2';

/** Attributes of replication, sites, trusts, group policies, the schema itself and its display ([MS-ADA1-3]). */
export const CONFIGURATION_ATTRIBUTES = readAttributes(`
  flags ${MS}.38 integer sg
  extensionName ${EX}.227 unicode range=1-255
  USNIntersite ${EX}.469 integer si
  replPropertyMetaData ${MS}.3 octets sxngt
  replUpToDateVector ${MS}.4 octets sxng
  partialAttributeSet ${MS}.640 octets sxng
  possibleInferiors ${MS}.915 oid c
  proxiedObjectName ${MS}.1249 dnBinary sxg
  wbemPath ${MS}.301 unicode
  msDS-NCReplCursors ${MS}.1704 unicode c
  msDS-NCReplInboundNeighbors ${MS}.1705 unicode c
  msDS-NCReplOutboundNeighbors ${MS}.1706 unicode c
  msDS-NcType ${MS}.2024 integer sxn
  msDS-SourceAnchor ${MS}.2352 unicode st range=1-
  msDS-CloudAnchor ${MS}.2273 octets s
  msds-memberOfTransitive ${MS}.2236 dn c
  msds-memberTransitive ${MS}.2238 dn c
  msDS-LocalEffectiveDeletionTime ${MS}.2059 time sc
  msDS-LocalEffectiveRecycleTime ${MS}.2060 time sc
  msDS-ReplValueMetaDataExt ${MS}.2235 unicode c
  moveTreeState ${MS}.1305 octets
  attributeSecurityGUID ${MS}.149 octets s range=16-16
  extendedCharsAllowed ${EX}.380 boolean s
  isEphemeral ${MS}.1212 boolean sx
  oMObjectClass ${EX}.218 octets sx
  classDisplayName ${MS}.610 unicode
  schemaFlagsEx ${MS}.120 integer sx
  msDS-IntId ${MS}.1716 integer sxt
  schemaInfo ${MS}.1358 octets x
  prefixMap ${MS}.538 octets sxn
  schemaUpdate ${MS}.481 time sn
  dmdName ${EX}.598 unicode s range=1-1024
  queryPolicyObject ${MS}.607 dn s link=68
  queryPolicyBL ${MS}.608 dn xn link=69
  msDS-EnabledFeature ${MS}.2061 dn xg link=2168
  msDS-EnabledFeatureBL ${MS}.2069 dn xn link=2169
  msDS-HasDomainNCs ${MS}.1820 dn x link=2026 range=4-4
  msDS-HasInstantiatedNCs ${MS}.1709 dnBinary x link=2002 range=4-4
  msDS-ReplicationEpoch ${MS}.1720 integer sn
  msDS-isGC ${MS}.1959 boolean sc
  msDS-isRODC ${MS}.1960 boolean sc
  msDS-SiteName ${MS}.1961 unicode sc
  dMDLocation ${EX}.36 dn sx
  lastBackupRestorationTime ${MS}.519 largeInteger s
  msDS-SPNSuffixes ${MS}.1715 unicode range=-255
  msDS-DnsRootAlias ${MS}.1719 unicode s range=0-255
  msDS-SDReferenceDomain ${MS}.1711 dn s link=2000
  superiorDNSRoot ${MS}.532 unicode s
  msDS-DeletedObjectLifetime ${MS}.2068 enumeration s
  msDS-Other-Settings ${MS}.1621 unicode
  replTopologyStayOfExecution ${MS}.677 integer s
  gPCFileSysPath ${MS}.894 unicode s
  gPCFunctionalityVersion ${MS}.893 integer s
  gPCMachineExtensionNames ${MS}.1348 unicode s
  gPCUserExtensionNames ${MS}.1349 unicode s
  gPCWQLFilter ${MS}.1694 unicode s
  versionNumber ${MS}.141 integer sg
  additionalTrustedServiceNames ${MS}.889 unicode
  domainCrossRef ${MS}.472 dn s
  domainIdentifier ${MS}.755 integer sx
  initialAuthIncoming ${MS}.539 unicode s
  initialAuthOutgoing ${MS}.540 unicode s
  msDS-TrustForestTrustInfo ${MS}.1702 octets sg
  serviceDNSNameType ${MS}.659 unicode s range=1-256
  vendor ${MS}.255 unicode s range=0-512
  versionNumberHi ${MS}.328 integer s
  versionNumberLo ${MS}.329 integer s
  appSchemaVersion ${MS}.848 integer s
  siteList ${MS}.821 dn link=144
  cost ${EX}.135 integer s
  replInterval ${MS}.1336 integer s
  schedule ${MS}.211 octets s
  siteLinkList ${MS}.822 dn link=142
  interSiteTopologyGenerator ${MS}.1246 dn s
  interSiteTopologyFailover ${MS}.1248 integer s
  interSiteTopologyRenew ${MS}.1247 integer s
  transportDLLName ${MS}.789 unicode s range=0-1024
  transportAddressAttribute ${MS}.895 oid s
  fromServer ${MS}.40 dn si
  enabledConnection ${MS}.36 boolean s
  transportType ${MS}.791 dn s
  mS-DS-ReplicatesNCReason ${MS}.1408 dnBinary
  generatedConnection ${MS}.41 boolean s
  mailAddress ${MS}.786 unicode s
  physicalLocationObject ${MS}.514 dn si
  notificationList ${MS}.303 dn s
  lDAPIPDenyList ${MS}.844 octets
  rIDAvailablePool ${MS}.370 largeInteger s
  rIDAllocationPool ${MS}.371 largeInteger sx
  rIDPreviousAllocationPool ${MS}.372 largeInteger sxn
  rIDUsedPool ${MS}.373 largeInteger sx
  rIDNextRID ${MS}.374 integer sxn
  dNReferenceUpdate ${MS}.1242 dn xt
  rightsGuid ${MS}.340 unicode s range=36-36
  appliesTo ${MS}.341 unicode range=36-36
  validAccesses ${MS}.1356 integer s
  localizationDisplayId ${MS}.1353 integer s
  msDS-OptionalFeatureFlags ${MS}.2063 integer sx
  msDS-OptionalFeatureGUID ${MS}.2062 octets sx range=16-16
  msDS-RequiredDomainBehaviorVersion ${MS}.2066 integer sx
  msDS-RequiredForestBehaviorVersion ${MS}.2079 integer sx
  builtinCreationTime ${MS}.13 largeInteger s
  builtinModifiedCount ${MS}.14 largeInteger s
  defaultLocalPolicyObject ${MS}.57 dn s
  lSACreationTime ${MS}.66 largeInteger s
  lSAModifiedCount ${MS}.67 largeInteger s
  treeName ${MS}.660 unicode sx
  replicaSource ${MS}.109 unicode sx
  domainReplica ${MS}.158 unicode s range=0-32767
  controlAccessRights ${MS}.200 octets range=16-16
  msDS-PerUserTrustTombstonesQuota ${MS}.1790 integer s
  msDS-AllowedDNSSuffixes ${MS}.1710 unicode range=0-2048
  msDS-ExpirePasswordsOnSmartCardOnlyAccounts ${MS}.2344 boolean s
  adminPropertyPages ${MS}.562 unicode
  shellPropertyPages ${MS}.563 unicode
  contextMenu ${MS}.499 unicode
  attributeDisplayNames ${MS}.748 unicode
  createDialog ${MS}.810 unicode s
  treatAsLeaf ${MS}.806 boolean s
  iconPath ${MS}.219 unicode range=0-2048
  adminContextMenu ${MS}.614 unicode
  shellContextMenu ${MS}.615 unicode
  creationWizard ${MS}.498 unicode s
  extraColumns ${MS}.1687 unicode
  queryFilter ${MS}.1355 unicode s
  scopeFlags ${MS}.1354 integer s
  adminMultiselectPropertyPages ${MS}.1690 unicode
  createWizardExt ${MS}.812 unicode
`);
