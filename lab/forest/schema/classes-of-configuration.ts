import { defineClass, type ClassSchema } from './class-schema.ts';

const MS = '1.2.840.113556.1.5';
const EX = '1.2.840.113556.1.3';

/** Classes of the configuration, of trusts, policies and services, and of the schema itself ([MS-ADSC]). */
export const CONFIGURATION_CLASSES: readonly ClassSchema[] = [
  defineClass('leaf', `${MS}.20`, 'Leaf', {
    kind: 'abstract',
  }),
  defineClass('connectionPoint', `${MS}.14`, 'Connection-Point', {
    kind: 'abstract',
    superior: 'leaf',
    must: 'cn',
    may: 'keywords managedBy',
    parents: 'container computer',
  }),
  defineClass('applicationSettings', `${MS}.7000.49`, 'Application-Settings', {
    kind: 'abstract',
    may: 'notificationList',
    parents: 'server',
  }),
  defineClass('applicationSiteSettings', `${MS}.68`, 'Application-Site-Settings', {
    kind: 'abstract',
    may: 'notificationList',
    parents: 'site',
  }),
  defineClass('trustedDomain', `${MS}.34`, 'Trusted-Domain', {
    superior: 'leaf',
    may: `additionalTrustedServiceNames domainCrossRef domainIdentifier flatName initialAuthIncoming
      initialAuthOutgoing mS-DS-CreatorSID msDS-SupportedEncryptionTypes msDS-TrustForestTrustInfo
      securityIdentifier trustAttributes trustAuthIncoming trustAuthOutgoing trustDirection trustPartner
      trustPosixOffset trustType`,
    parents: 'container',
  }),
  defineClass('msDS-PasswordSettingsContainer', `${MS}.256`, 'ms-DS-Password-Settings-Container', {
    parents: 'container',
  }),
  defineClass('msDS-PasswordSettings', `${MS}.255`, 'ms-DS-Password-Settings', {
    must: `msDS-PasswordHistoryLength msDS-PasswordSettingsPrecedence
      msDS-PasswordReversibleEncryptionEnabled msDS-LockoutThreshold msDS-LockoutDuration
      msDS-LockoutObservationWindow msDS-PasswordComplexityEnabled msDS-MinimumPasswordLength
      msDS-MinimumPasswordAge msDS-MaximumPasswordAge`,
    may: 'msDS-PSOAppliesTo',
    parents: 'msDS-PasswordSettingsContainer',
  }),
  defineClass('groupPolicyContainer', `${MS}.157`, 'Group-Policy-Container', {
    superior: 'container',
    may: `flags gPCFileSysPath gPCFunctionalityVersion gPCMachineExtensionNames gPCUserExtensionNames
      gPCWQLFilter versionNumber`,
  }),
  defineClass('rIDManager', `${MS}.83`, 'RID-Manager', {
    must: 'rIDAvailablePool',
    parents: 'container',
  }),
  defineClass('infrastructureUpdate', `${MS}.175`, 'Infrastructure-Update', {
    may: 'dNReferenceUpdate',
    parents: 'infrastructureUpdate domain',
  }),
  defineClass('msDS-QuotaContainer', `${MS}.242`, 'ms-DS-Quota-Container', {
    must: 'cn',
    parents: 'configuration domainDNS',
  }),
  defineClass('serviceConnectionPoint', `${MS}.126`, 'Service-Connection-Point', {
    superior: 'connectionPoint',
    may: `appSchemaVersion serviceBindingInformation serviceClassName serviceDNSName serviceDNSNameType
      vendor versionNumber versionNumberHi versionNumberLo`,
    parents: 'organizationalUnit container computer',
  }),
  defineClass('serviceAdministrationPoint', `${MS}.94`, 'Service-Administration-Point', {
    superior: 'serviceConnectionPoint',
    parents: 'computer',
  }),
  defineClass('printQueue', `${MS}.23`, 'Print-Queue', {
    superior: 'connectionPoint',
    must: 'versionNumber uNCName shortServerName serverName printerName',
    may: `driverName location operatingSystem operatingSystemHotfix operatingSystemServicePack
      operatingSystemVersion physicalLocationObject portName printShareName`,
    parents: 'organizationalUnit domainDNS container computer',
  }),
  defineClass('volume', `${MS}.36`, 'Volume', {
    superior: 'connectionPoint',
    must: 'uNCName',
    may: 'contentIndexingAllowed lastContentIndexed',
    parents: 'organizationalUnit domainDNS',
  }),
  defineClass('configuration', `${MS}.12`, 'Configuration', {
    must: 'cn',
    may: 'gPLink gPOptions',
    parents: 'domainDNS',
  }),
  defineClass('crossRefContainer', `${MS}.7000.53`, 'Cross-Ref-Container', {
    may: 'msDS-Behavior-Version msDS-EnabledFeature msDS-SPNSuffixes uPNSuffixes',
    parents: 'configuration',
  }),
  defineClass('crossRef', `${EX}.11`, 'Cross-Ref', {
    must: 'nCName dnsRoot cn',
    may: `Enabled msDS-Behavior-Version msDS-DnsRootAlias msDS-SDReferenceDomain nETBIOSName nTMixedDomain
      rootTrust superiorDNSRoot trustParent`,
    parents: 'crossRefContainer',
  }),
  defineClass('sitesContainer', `${MS}.107`, 'Sites-Container', {
    parents: 'configuration',
  }),
  defineClass('site', `${MS}.31`, 'Site', {
    may: 'gPLink gPOptions location managedBy notificationList',
    parents: 'sitesContainer',
  }),
  defineClass('serversContainer', `${MS}.7000.48`, 'Servers-Container', {
    parents: 'site',
  }),
  defineClass('server', `${MS}.17`, 'Server', {
    may: 'dNSHostName mailAddress managedBy msDS-isGC msDS-isRODC msDS-SiteName serialNumber serverReference',
    parents: 'serversContainer',
  }),
  defineClass('nTDSDSA', `${MS}.7000.47`, 'NTDS-DSA', {
    superior: 'applicationSettings',
    may: `dMDLocation hasMasterNCs invocationId lastBackupRestorationTime managedBy msDS-Behavior-Version
      msDS-EnabledFeature msDS-HasDomainNCs msDS-HasInstantiatedNCs msDS-hasMasterNCs msDS-isGC msDS-isRODC
      msDS-ReplicationEpoch msDS-SiteName networkAddress options queryPolicyObject serverReference`,
    parents: 'organization server',
  }),
  defineClass('nTDSConnection', `${MS}.71`, 'NTDS-Connection', {
    superior: 'leaf',
    must: 'options fromServer enabledConnection',
    may: 'generatedConnection mS-DS-ReplicatesNCReason schedule transportType',
    parents: 'nTDSDSA',
  }),
  defineClass('nTDSSiteSettings', `${MS}.69`, 'NTDS-Site-Settings', {
    superior: 'applicationSiteSettings',
    may: `interSiteTopologyFailover interSiteTopologyGenerator interSiteTopologyRenew managedBy options
      queryPolicyObject schedule`,
    parents: 'site',
  }),
  defineClass('interSiteTransportContainer', `${MS}.140`, 'Inter-Site-Transport-Container', {
    parents: 'sitesContainer',
  }),
  defineClass('interSiteTransport', `${MS}.141`, 'Inter-Site-Transport', {
    must: 'transportDLLName transportAddressAttribute',
    may: 'options replInterval',
    parents: 'interSiteTransportContainer',
  }),
  defineClass('siteLink', `${MS}.147`, 'Site-Link', {
    must: 'siteList',
    may: 'cost options replInterval schedule',
    parents: 'interSiteTransport',
  }),
  defineClass('siteLinkBridge', `${MS}.148`, 'Site-Link-Bridge', {
    must: 'siteLinkList',
    parents: 'interSiteTransport',
  }),
  defineClass('subnetContainer', `${MS}.95`, 'Subnet-Container', {
    parents: 'sitesContainer',
  }),
  defineClass('subnet', `${MS}.96`, 'Subnet', {
    may: 'location physicalLocationObject siteObject',
    parents: 'subnetContainer',
  }),
  defineClass('nTDSService', `${MS}.72`, 'NTDS-Service', {
    may: `dSHeuristics garbageCollPeriod msDS-DeletedObjectLifetime msDS-Other-Settings
      replTopologyStayOfExecution sPNMappings tombstoneLifetime`,
    parents: 'container',
  }),
  defineClass('queryPolicy', `${MS}.106`, 'Query-Policy', {
    may: 'lDAPAdminLimits lDAPIPDenyList',
    parents: 'container',
  }),
  defineClass('controlAccessRight', `${MS}.77`, 'Control-Access-Right', {
    may: 'appliesTo localizationDisplayId rightsGuid validAccesses',
    parents: 'container',
  }),
  defineClass('displaySpecifier', `${MS}.84`, 'Display-Specifier', {
    may: `adminContextMenu adminMultiselectPropertyPages adminPropertyPages attributeDisplayNames
      classDisplayName contextMenu createDialog createWizardExt creationWizard extraColumns iconPath
      queryFilter scopeFlags shellContextMenu shellPropertyPages treatAsLeaf`,
    parents: 'container',
  }),
  defineClass('dMD', `${EX}.9`, 'DMD', {
    must: 'cn',
    may: 'dmdName msDS-IntId prefixMap schemaInfo schemaUpdate',
    parents: 'configuration',
  }),
  defineClass('attributeSchema', `${EX}.14`, 'Attribute-Schema', {
    must: 'schemaIDGUID oMSyntax lDAPDisplayName isSingleValued cn attributeSyntax attributeID',
    may: `attributeSecurityGUID classDisplayName extendedCharsAllowed isDefunct isEphemeral
      isMemberOfPartialAttributeSet linkID mAPIID msDS-IntId oMObjectClass rangeLower rangeUpper
      schemaFlagsEx searchFlags systemOnly`,
    parents: 'dMD',
  }),
  defineClass('classSchema', `${EX}.13`, 'Class-Schema', {
    must: 'subClassOf schemaIDGUID objectClassCategory governsID defaultObjectCategory cn',
    may: `auxiliaryClass classDisplayName defaultHidingValue defaultSecurityDescriptor isDefunct
      lDAPDisplayName mayContain msDS-IntId mustContain possSuperiors rDNAttID schemaFlagsEx
      systemAuxiliaryClass systemMayContain systemMustContain systemOnly systemPossSuperiors`,
    parents: 'dMD',
  }),
  defineClass('subSchema', '2.5.20.1', 'SubSchema', {
    may: `attributeTypes dITContentRules extendedAttributeInfo extendedClassInfo modifyTimeStamp
      objectClasses`,
    parents: 'dMD',
  }),
];
