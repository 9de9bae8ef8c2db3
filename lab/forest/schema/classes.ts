import { defineClass, type ClassSchema } from './class-schema.ts';

const MS = '1.2.840.113556.1.5';
const EX = '1.2.840.113556.1.3';

const TOP_MAY = `adminDescription adminDisplayName allowedAttributes allowedAttributesEffective allowedChildClasses
  allowedChildClassesEffective canonicalName cn createTimeStamp description directReports displayName
  displayNamePrintable distinguishedName dSCorePropagationData extensionAttribute1 extensionAttribute2
  extensionAttribute3 extensionAttribute4 extensionAttribute5 extensionAttribute6 extensionAttribute7
  extensionAttribute8 extensionAttribute9 extensionAttribute10 extensionAttribute11 extensionAttribute12
  extensionAttribute13 extensionAttribute14 extensionAttribute15 isCriticalSystemObject isDeleted isRecycled
  lastKnownParent managedObjects masteredBy memberOf modifyTimeStamp mS-DS-ConsistencyChildCount mS-DS-ConsistencyGuid
  msDS-Approx-Immed-Subordinates msDS-LastKnownRDN msDS-masteredBy msDS-parentdistname msDS-PrincipalName
  msDS-PSOApplied msDS-ReplAttributeMetaData msDS-ReplValueMetaData name nonSecurityMemberBL objectGUID objectVersion
  otherWellKnownObjects ownerBL parentGUID proxyAddresses revision sDRightsEffective serverReferenceBL
  showInAdvancedViewOnly siteObjectBL structuralObjectClass subRefs subSchemaSubEntry systemFlags url uSNChanged
  uSNCreated uSNDSALastObjRemoved uSNLastObjRem uSNSource wellKnownObjects whenChanged whenCreated wWWHomePage`;

const ORGANIZATIONAL_PERSON_MAY = `assistant c co company countryCode department destinationIndicator division
  employeeID facsimileTelephoneNumber generationQualifier givenName homePhone homePostalAddress houseIdentifier info
  initials internationalISDNNumber ipPhone l mail manager middleName mobile o otherFacsimileTelephoneNumber otherHomePhone
  otherIpPhone otherMailbox otherMobile otherPager otherTelephone ou pager personalTitle physicalDeliveryOfficeName
  postalAddress postalCode postOfficeBox preferredDeliveryMethod primaryInternationalISDNNumber primaryTelexNumber
  registeredAddress st street streetAddress telephoneNumber teletexTerminalIdentifier telexNumber thumbnailLogo
  thumbnailPhoto title x121Address comment msDS-PhoneticFirstName msDS-PhoneticLastName msDS-PhoneticDepartment
  msDS-PhoneticCompanyName msDS-PhoneticDisplayName businessCategory`;

const CLOUD_EXTENSIONS = Array.from(
  { length: 20 },
  (_, nth) => `msDS-cloudExtensionAttribute${nth + 1}`,
).join(' ');

const USER_MAY = `accountExpires adminCount audio badPasswordTime badPwdCount carLicense codePage dBCSPwd
  departmentNumber desktopProfile employeeNumber employeeType gecos gidNumber homeDirectory homeDrive jpegPhoto
  labeledURI lastLogoff lastLogon lastLogonTimestamp lmPwdHistory lockoutTime loginShell logonCount logonHours
  logonWorkstation maxStorage msDS-AllowedToActOnBehalfOfOtherIdentity msDS-AllowedToDelegateTo msDS-KeyCredentialLink
  msDS-KeyVersionNumber msDS-ResultantPSO msDS-SupportedEncryptionTypes msDS-User-Account-Control-Computed
  msDS-UserPasswordExpiryTimeComputed msNPAllowDialin networkAddress ntPwdHistory operatorCount otherLoginWorkstations
  photo preferredLanguage preferredOU primaryGroupID profilePath pwdLastSet roomNumber scriptPath secretary serialNumber
  servicePrincipalName terminalServer uid uidNumber unicodePwd unixHomeDirectory userAccountControl userCert
  userParameters userPKCS12 userPrincipalName userSharedFolder userWorkstations ${CLOUD_EXTENSIONS}
  msDS-ExternalDirectoryObjectId accountNameHistory`;

const DOMAIN_POLICY_MAY = `auditingPolicy creationTime domainPolicyObject forceLogoff fSMORoleOwner gPLink gPOptions
  l lockoutDuration lockOutObservationWindow lockoutThreshold maxPwdAge minPwdAge minPwdLength modifiedCount
  modifiedCountAtLastProm ms-DS-MachineAccountQuota msDS-AllUsersTrustQuota msDS-Behavior-Version
  msDS-LogonTimeSyncInterval msDS-PerUserTrustQuota nETBIOSName nextRid nTMixedDomain oEMInformation pwdHistoryLength
  pwdProperties rIDManagerReference serverRole serverState uASCompat managedBy`;

const PLACES = 'organizationalUnit container domainDNS builtinDomain';

/** Classes of a directory that administrators, Connect and common consumers meet ([MS-ADSC]). */
export const CLASSES: readonly ClassSchema[] = [
  defineClass('top', '2.5.6.0', 'Top', {
    kind: 'abstract',
    must: 'instanceType nTSecurityDescriptor objectCategory objectClass',
    may: TOP_MAY,
  }),
  defineClass('securityPrincipal', `${MS}.6`, 'Security-Principal', {
    kind: 'auxiliary',
    must: 'objectSid sAMAccountName',
    may: `altSecurityIdentities sAMAccountType sIDHistory supplementalCredentials tokenGroups
      tokenGroupsGlobalAndUniversal tokenGroupsNoGCAcceptable rid`,
  }),
  defineClass('mailRecipient', `${EX}.46`, 'Mail-Recipient', {
    kind: 'auxiliary',
    may: `autoReplyMessage garbageCollPeriod info legacyExchangeDN mail mailNickname showInAddressBook targetAddress
      telephoneNumber textEncodedORAddress userCertificate userSMIMECertificate`,
  }),
  defineClass('posixAccount', '1.3.6.1.1.1.2.0', 'PosixAccount', {
    kind: 'auxiliary',
    may: 'cn uid uidNumber gidNumber unixHomeDirectory homeDirectory userPassword loginShell gecos description',
  }),
  defineClass('shadowAccount', '1.3.6.1.1.1.2.1', 'ShadowAccount', {
    kind: 'auxiliary',
    may: `uid userPassword description shadowLastChange shadowMin shadowMax shadowWarning shadowInactive shadowExpire
      shadowFlag`,
  }),
  defineClass('posixGroup', '1.3.6.1.1.1.2.2', 'PosixGroup', {
    kind: 'auxiliary',
    may: 'cn userPassword unixHomeDirectory gidNumber memberUid description',
  }),
  defineClass('samDomainBase', `${MS}.2`, 'Sam-Domain-Base', {
    kind: 'auxiliary',
    may: `${DOMAIN_POLICY_MAY} objectSid`,
  }),
  defineClass('samDomain', `${MS}.3`, 'Sam-Domain', { kind: 'auxiliary', auxiliary: 'samDomainBase' }),
  defineClass('person', '2.5.6.6', 'Person', {
    must: 'cn',
    may: 'seeAlso serialNumber sn telephoneNumber userPassword',
    parents: PLACES,
  }),
  defineClass('organizationalPerson', '2.5.6.7', 'Person', {
    superior: 'person',
    may: ORGANIZATIONAL_PERSON_MAY,
    parents: PLACES,
  }),
  defineClass('user', `${MS}.9`, 'Person', {
    superior: 'organizationalPerson',
    auxiliary: 'securityPrincipal mailRecipient posixAccount shadowAccount',
    may: USER_MAY,
    parents: PLACES,
  }),
  defineClass('inetOrgPerson', '2.16.840.1.113730.3.2.2', 'Person', { superior: 'user', parents: PLACES }),
  defineClass('computer', `${EX}.30`, 'Computer', {
    superior: 'user',
    may: `dNSHostName location machineRole managedBy msDS-AdditionalDnsHostName operatingSystem operatingSystemHotfix
      operatingSystemServicePack operatingSystemVersion rIDSetReferences`,
    parents: PLACES,
  }),
  defineClass('contact', `${MS}.15`, 'Person', {
    superior: 'organizationalPerson',
    auxiliary: 'mailRecipient',
    may: CLOUD_EXTENSIONS,
    parents: PLACES,
  }),
  defineClass('group', `${MS}.8`, 'Group', {
    auxiliary: 'securityPrincipal mailRecipient posixGroup',
    must: 'groupType',
    may: `adminCount managedBy member nonSecurityMember operatorCount primaryGroupToken ${CLOUD_EXTENSIONS}
      msDS-ExternalDirectoryObjectId`,
    parents: PLACES,
  }),
  defineClass('organizationalUnit', '2.5.6.5', 'Organizational-Unit', {
    rdn: 'ou',
    must: 'ou',
    may: `businessCategory c co countryCode destinationIndicator facsimileTelephoneNumber gPLink gPOptions l managedBy
      physicalDeliveryOfficeName postalAddress postalCode postOfficeBox seeAlso st street streetAddress telephoneNumber
      thumbnailLogo userPassword`,
    parents: 'organizationalUnit domainDNS organization country',
  }),
  defineClass('organization', '2.5.6.4', 'Organization', {
    rdn: 'o',
    must: 'o',
    parents: 'domainDNS country',
  }),
  defineClass('country', '2.5.6.2', 'Country', { rdn: 'c', must: 'c', may: 'co', parents: 'domainDNS' }),
  defineClass('container', `${EX}.23`, 'Container', {
    must: 'cn',
    may: 'keywords managedBy',
    parents: `${PLACES} configuration site server nTDSService`,
  }),
  defineClass('domain', `${MS}.66`, 'Domain-DNS', { kind: 'abstract', rdn: 'dc', must: 'dc' }),
  defineClass('domainDNS', `${MS}.67`, 'Domain-DNS', {
    superior: 'domain',
    rdn: 'dc',
    auxiliary: 'samDomain',
    parents: 'domainDNS',
  }),
  defineClass('builtinDomain', `${MS}.4`, 'Builtin-Domain', {
    auxiliary: 'samDomainBase',
    parents: 'domainDNS',
  }),
  defineClass('lostAndFound', `${MS}.139`, 'Lost-And-Found', { parents: 'domainDNS configuration' }),
  defineClass('foreignSecurityPrincipal', `${MS}.76`, 'Foreign-Security-Principal', {
    must: 'objectSid',
    may: 'foreignIdentifier',
    parents: 'container',
  }),
  defineClass('trustedDomain', `${MS}.34`, 'Trusted-Domain', {
    may: `flatName securityIdentifier trustAttributes trustAuthIncoming trustAuthOutgoing trustDirection trustPartner
      trustPosixOffset trustType`,
    parents: 'container',
  }),
  defineClass('msDS-PasswordSettingsContainer', `${MS}.256`, 'ms-DS-Password-Settings-Container', {
    parents: 'container',
  }),
  defineClass('msDS-PasswordSettings', `${MS}.255`, 'ms-DS-Password-Settings', {
    must: `msDS-PasswordSettingsPrecedence msDS-PasswordReversibleEncryptionEnabled msDS-PasswordHistoryLength
      msDS-PasswordComplexityEnabled msDS-MinimumPasswordLength msDS-MinimumPasswordAge msDS-MaximumPasswordAge
      msDS-LockoutThreshold msDS-LockoutObservationWindow msDS-LockoutDuration`,
    may: 'msDS-PSOAppliesTo',
    parents: 'msDS-PasswordSettingsContainer',
  }),
  defineClass('groupPolicyContainer', `${MS}.157`, 'Group-Policy-Container', { superior: 'container' }),
  defineClass('serviceConnectionPoint', `${MS}.126`, 'Service-Connection-Point', {
    may: 'keywords managedBy serviceBindingInformation serviceClassName serviceDNSName',
    parents: `${PLACES} computer`,
  }),
  defineClass('configuration', `${MS}.12`, 'Configuration', { must: 'cn', parents: 'domainDNS' }),
  defineClass('crossRefContainer', `${MS}.7000.53`, 'Cross-Ref-Container', {
    may: 'uPNSuffixes msDS-Behavior-Version sPNMappings',
  }),
  defineClass('crossRef', `${EX}.11`, 'Cross-Ref', {
    must: 'dnsRoot nCName',
    may: 'enabled nETBIOSName rootTrust trustParent',
    parents: 'crossRefContainer',
  }),
  defineClass('sitesContainer', `${MS}.107`, 'Sites-Container', { parents: 'configuration' }),
  defineClass('site', `${MS}.31`, 'Site', {
    may: 'gPLink gPOptions location managedBy',
    parents: 'sitesContainer',
  }),
  defineClass('serversContainer', `${MS}.7000.48`, 'Servers-Container', { parents: 'site' }),
  defineClass('server', `${MS}.17`, 'Server', {
    may: 'dNSHostName managedBy serialNumber serverReference',
    parents: 'serversContainer',
  }),
  defineClass('nTDSDSA', `${MS}.7000.47`, 'NTDS-DSA', {
    may: 'fSMORoleOwner hasMasterNCs invocationId msDS-hasMasterNCs msDS-Behavior-Version options',
    parents: 'server',
  }),
  defineClass('subnetContainer', `${MS}.95`, 'Subnet-Container', { parents: 'sitesContainer' }),
  defineClass('subnet', `${MS}.96`, 'Subnet', { may: 'location siteObject', parents: 'subnetContainer' }),
  defineClass('nTDSService', `${MS}.72`, 'NTDS-Service', {
    may: 'dSHeuristics tombstoneLifetime sPNMappings',
    parents: 'container',
  }),
  defineClass('dMD', `${EX}.9`, 'DMD', { must: 'cn', may: 'fSMORoleOwner', parents: 'configuration' }),
  defineClass('attributeSchema', `${EX}.14`, 'Attribute-Schema', {
    must: 'attributeID attributeSyntax cn isSingleValued lDAPDisplayName oMSyntax schemaIDGUID',
    may: 'isDefunct isMemberOfPartialAttributeSet linkID mAPIID rangeLower rangeUpper searchFlags systemOnly',
    parents: 'dMD',
  }),
  defineClass('classSchema', `${EX}.13`, 'Class-Schema', {
    must: 'cn defaultObjectCategory governsID objectClassCategory schemaIDGUID subClassOf',
    may: `auxiliaryClass defaultHidingValue defaultSecurityDescriptor isDefunct lDAPDisplayName mayContain mustContain
      possSuperiors rDNAttID systemAuxiliaryClass systemMayContain systemMustContain systemOnly systemPossSuperiors`,
    parents: 'dMD',
  }),
  defineClass('subSchema', '2.5.20.1', 'SubSchema', {
    may: 'attributeTypes dITContentRules extendedAttributeInfo extendedClassInfo objectClasses',
    parents: 'dMD',
  }),
];
