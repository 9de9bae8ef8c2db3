import { defineClass, type ClassSchema } from './class-schema.ts';

const MS = '1.2.840.113556.1.5';
const EX = '1.2.840.113556.1.3';

/** Classes of people, groups, computers and of what holds them ([MS-ADSC]). */
export const PRINCIPAL_CLASSES: readonly ClassSchema[] = [
  defineClass('top', '2.5.6.0', 'Top', {
    kind: 'abstract',
    must: 'objectClass objectCategory nTSecurityDescriptor instanceType',
    may: `adminDescription adminDisplayName allowedAttributes allowedAttributesEffective allowedChildClasses
      allowedChildClassesEffective canonicalName cn createTimeStamp description directReports displayName
      displayNamePrintable distinguishedName dSCorePropagationData extensionAttribute1 extensionAttribute10
      extensionAttribute11 extensionAttribute12 extensionAttribute13 extensionAttribute14
      extensionAttribute15 extensionAttribute2 extensionAttribute3 extensionAttribute4 extensionAttribute5
      extensionAttribute6 extensionAttribute7 extensionAttribute8 extensionAttribute9 extensionName flags
      fSMORoleOwner isCriticalSystemObject isDeleted isRecycled lastKnownParent managedObjects masteredBy
      memberOf modifyTimeStamp mS-DS-ConsistencyChildCount mS-DS-ConsistencyGuid
      msDS-Approx-Immed-Subordinates msDS-CloudAnchor msDS-EnabledFeatureBL msDS-HostServiceAccountBL
      msDS-IsPrimaryComputerFor msDS-LastKnownRDN msDS-LocalEffectiveDeletionTime
      msDS-LocalEffectiveRecycleTime msDs-masteredBy msds-memberOfTransitive msds-memberTransitive
      msDS-NCReplCursors msDS-NCReplInboundNeighbors msDS-NCReplOutboundNeighbors msDS-NcType
      msDS-NonMembersBL msDS-parentdistname msDS-PrincipalName msDS-PSOApplied msDS-ReplAttributeMetaData
      msDS-ReplValueMetaData msDS-ReplValueMetaDataExt msDS-SourceAnchor name nonSecurityMemberBL objectGUID
      objectVersion otherWellKnownObjects ownerBL parentGUID partialAttributeSet possibleInferiors
      proxiedObjectName proxyAddresses queryPolicyBL replPropertyMetaData replUpToDateVector revision
      sDRightsEffective serverReferenceBL showInAdvancedViewOnly siteObjectBL structuralObjectClass subRefs
      subSchemaSubEntry systemFlags url uSNChanged uSNCreated uSNDSALastObjRemoved USNIntersite
      uSNLastObjRem uSNSource wbemPath wellKnownObjects whenChanged whenCreated wWWHomePage`,
    parents: 'lostAndFound',
  }),
  defineClass('securityPrincipal', `${MS}.6`, 'Security-Principal', {
    kind: 'auxiliary',
    must: 'sAMAccountName objectSid',
    may: `accountNameHistory altSecurityIdentities msDS-KeyVersionNumber msds-tokenGroupNames
      msds-tokenGroupNamesGlobalAndUniversal msds-tokenGroupNamesNoGCAcceptable nTSecurityDescriptor rid
      sAMAccountType securityIdentifier sIDHistory supplementalCredentials tokenGroups
      tokenGroupsGlobalAndUniversal tokenGroupsNoGCAcceptable`,
  }),
  defineClass('mailRecipient', `${EX}.46`, 'Mail-Recipient', {
    kind: 'auxiliary',
    must: 'cn',
    may: `autoReplyMessage garbageCollPeriod info labeledURI legacyExchangeDN mail mailNickname
      msDS-ExternalDirectoryObjectId msDS-GeoCoordinatesAltitude msDS-GeoCoordinatesLatitude
      msDS-GeoCoordinatesLongitude msDS-PhoneticDisplayName msExchAssistantName msExchLabeledURI secretary
      showInAddressBook targetAddress telephoneNumber textEncodedORAddress userCert userCertificate
      userSMIMECertificate`,
    parents: 'container',
  }),
  defineClass('posixAccount', '1.3.6.1.1.1.2.0', 'PosixAccount', {
    kind: 'auxiliary',
    rdn: 'uid',
    may: `cn description gecos gidNumber homeDirectory loginShell uid uidNumber unixHomeDirectory
      userPassword`,
  }),
  defineClass('shadowAccount', '1.3.6.1.1.1.2.1', 'ShadowAccount', {
    kind: 'auxiliary',
    rdn: 'uid',
    may: `description shadowExpire shadowFlag shadowInactive shadowLastChange shadowMax shadowMin
      shadowWarning uid userPassword`,
  }),
  defineClass('posixGroup', '1.3.6.1.1.1.2.2', 'PosixGroup', {
    kind: 'auxiliary',
    may: 'cn description gidNumber memberUid userPassword',
  }),
  defineClass('ipHost', '1.3.6.1.1.1.2.6', 'IpHost', {
    kind: 'auxiliary',
    may: 'cn description ipHostNumber l manager uid',
  }),
  defineClass('ieee802Device', '1.3.6.1.1.1.2.11', 'IEEE802Device', {
    kind: 'auxiliary',
    may: 'cn macAddress',
  }),
  defineClass('bootableDevice', '1.3.6.1.1.1.2.12', 'BootableDevice', {
    kind: 'auxiliary',
    may: 'cn',
  }),
  defineClass('msDS-CloudExtensions', `${MS}.283`, 'ms-DS-Cloud-Extensions', {
    kind: 'auxiliary',
    may: `msDS-cloudExtensionAttribute1 msDS-cloudExtensionAttribute10 msDS-cloudExtensionAttribute11
      msDS-cloudExtensionAttribute12 msDS-cloudExtensionAttribute13 msDS-cloudExtensionAttribute14
      msDS-cloudExtensionAttribute15 msDS-cloudExtensionAttribute16 msDS-cloudExtensionAttribute17
      msDS-cloudExtensionAttribute18 msDS-cloudExtensionAttribute19 msDS-cloudExtensionAttribute2
      msDS-cloudExtensionAttribute20 msDS-cloudExtensionAttribute3 msDS-cloudExtensionAttribute4
      msDS-cloudExtensionAttribute5 msDS-cloudExtensionAttribute6 msDS-cloudExtensionAttribute7
      msDS-cloudExtensionAttribute8 msDS-cloudExtensionAttribute9`,
  }),
  defineClass('simpleSecurityObject', '0.9.2342.19200300.100.4.19', 'simpleSecurityObject', {
    kind: 'auxiliary',
    may: 'userPassword',
  }),
  defineClass('domainRelatedObject', '0.9.2342.19200300.100.4.17', 'domainRelatedObject', {
    kind: 'auxiliary',
    may: 'associatedDomain',
  }),
  defineClass('samDomainBase', `${MS}.2`, 'Sam-Domain-Base', {
    kind: 'auxiliary',
    may: `creationTime domainReplica forceLogoff lockoutDuration lockOutObservationWindow lockoutThreshold
      maxPwdAge minPwdAge minPwdLength modifiedCount modifiedCountAtLastProm nextRid nTSecurityDescriptor
      objectSid oEMInformation pwdHistoryLength pwdProperties revision serverRole serverState uASCompat`,
  }),
  defineClass('samDomain', `${MS}.3`, 'Sam-Domain', {
    kind: 'auxiliary',
    auxiliary: 'samDomainBase',
    may: `auditingPolicy builtinCreationTime builtinModifiedCount cACertificate controlAccessRights
      creationTime defaultLocalPolicyObject description desktopProfile domainPolicyObject gPLink gPOptions
      lockoutDuration lockOutObservationWindow lockoutThreshold lSACreationTime lSAModifiedCount maxPwdAge
      minPwdAge minPwdLength modifiedCountAtLastProm ms-DS-MachineAccountQuota msDS-AllUsersTrustQuota
      msDS-LogonTimeSyncInterval msDS-PerUserTrustQuota msDS-PerUserTrustTombstonesQuota nETBIOSName nextRid
      nTMixedDomain pwdHistoryLength pwdProperties replicaSource rIDManagerReference treeName`,
  }),
  defineClass('person', '2.5.6.6', 'Person', {
    must: 'cn',
    may: 'attributeCertificateAttribute seeAlso serialNumber sn telephoneNumber userPassword',
    parents: 'organizationalUnit container',
  }),
  defineClass('organizationalPerson', '2.5.6.7', 'Person', {
    superior: 'person',
    may: `assistant c co comment company countryCode department destinationIndicator division employeeID
      facsimileTelephoneNumber generationQualifier givenName homePhone homePostalAddress houseIdentifier
      initials internationalISDNNumber ipPhone l mail manager mhsORAddress middleName mobile
      msDS-AllowedToActOnBehalfOfOtherIdentity msDS-AllowedToDelegateTo msDS-HABSeniorityIndex
      msDS-PhoneticCompanyName msDS-PhoneticDepartment msDS-PhoneticDisplayName msDS-PhoneticFirstName
      msDS-PhoneticLastName msExchHouseIdentifier o otherFacsimileTelephoneNumber otherHomePhone
      otherIpPhone otherMailbox otherMobile otherPager otherTelephone ou pager personalTitle
      physicalDeliveryOfficeName postalAddress postalCode postOfficeBox preferredDeliveryMethod
      primaryInternationalISDNNumber primaryTelexNumber registeredAddress st street streetAddress
      teletexTerminalIdentifier telexNumber thumbnailLogo thumbnailPhoto title x121Address`,
    parents: 'organizationalUnit organization container',
  }),
  defineClass('user', `${MS}.9`, 'Person', {
    superior: 'organizationalPerson',
    auxiliary: 'shadowAccount posixAccount msDS-CloudExtensions securityPrincipal mailRecipient',
    may: `accountExpires aCSPolicyName adminCount audio badPasswordTime badPwdCount businessCategory
      carLicense codePage controlAccessRights dBCSPwd departmentNumber desktopProfile displayName
      dynamicLDAPServer employeeNumber employeeType givenName groupMembershipSAM homeDirectory homeDrive
      homePhone homePostalAddress initials jpegPhoto labeledURI lastLogoff lastLogon lastLogonTimestamp
      lmPwdHistory localeID lockoutTime logonCount logonHours logonWorkstation mail manager maxStorage
      mobile mS-DS-CreatorSID msCOM-UserPartitionSetLink msDRM-IdentityCertificate msDS-Cached-Membership
      msDS-Cached-Membership-Time-Stamp msDS-FailedInteractiveLogonCount
      msDS-FailedInteractiveLogonCountAtLastSuccessfulLogon msDS-KeyCredentialLink
      msDS-LastFailedInteractiveLogonTime msDS-LastSuccessfulInteractiveLogonTime msDS-PrimaryComputer
      msDS-ResultantPSO msDS-SecondaryKrbTgtNumber msDS-Site-Affinity msDS-SourceObjectDN
      msDS-SupportedEncryptionTypes msDS-SyncServerUrl msDS-User-Account-Control-Computed
      msDS-UserPasswordExpiryTimeComputed msIIS-FTPDir msIIS-FTPRoot mSMQDigests mSMQSignCertificates
      msNPAllowDialin msNPCallingStationID msNPSavedCallingStationID msRADIUSCallbackNumber
      msRADIUSFramedIPAddress msRADIUSFramedRoute msRADIUSServiceType msRASSavedCallbackNumber
      msRASSavedFramedIPAddress msRASSavedFramedRoute msSFU30Name msSFU30NisDomain msTSAllowLogon
      msTSBrokenConnectionAction msTSConnectClientDrives msTSConnectPrinterDrives msTSDefaultToMainPrinter
      msTSExpireDate msTSHomeDirectory msTSHomeDrive msTSInitialProgram msTSLicenseVersion msTSManagingLS
      msTSMaxConnectionTime msTSMaxDisconnectionTime msTSMaxIdleTime msTSProfilePath msTSProperty01
      msTSProperty02 msTSReconnectionAction msTSRemoteControl msTSWorkDirectory networkAddress ntPwdHistory
      o operatorCount otherLoginWorkstations pager photo preferredLanguage preferredOU primaryGroupID
      profilePath pwdLastSet roomNumber scriptPath secretary servicePrincipalName terminalServer uid
      unicodePwd userAccountControl userCertificate userParameters userPKCS12 userPrincipalName
      userSharedFolder userSharedFolderOther userSMIMECertificate userWorkstations x500uniqueIdentifier`,
    parents: 'builtinDomain organizationalUnit domainDNS',
  }),
  defineClass('inetOrgPerson', '2.16.840.1.113730.3.2.2', 'Person', {
    superior: 'user',
    may: `audio businessCategory carLicense departmentNumber displayName employeeNumber employeeType
      givenName homePhone homePostalAddress initials jpegPhoto labeledURI mail manager mobile o pager photo
      preferredLanguage roomNumber secretary uid userCertificate userPKCS12 userSMIMECertificate
      x500uniqueIdentifier`,
    parents: 'domainDNS organizationalUnit container',
  }),
  defineClass('computer', `${EX}.30`, 'Computer', {
    superior: 'user',
    auxiliary: 'ipHost',
    may: `catalogs cn defaultLocalPolicyObject dNSHostName localPolicyFlags location machineRole managedBy
      msDS-AdditionalDnsHostName msDS-AdditionalSamAccountName msDS-GenerationId msDS-HostServiceAccount
      msDS-isGC msDS-isRODC msDS-PromotionSettings msDS-SiteName msImaging-HashAlgorithm
      msImaging-ThumbprintHash msSFU30Aliases msSFU30Name msSFU30NisDomain msTSProperty01 msTSProperty02
      netbootDUID netbootGUID netbootInitialization netbootMachineFilePath netbootMirrorDataFile
      netbootSIFFile networkAddress nisMapName operatingSystem operatingSystemHotfix
      operatingSystemServicePack operatingSystemVersion physicalLocationObject policyReplicationFlags
      rIDSetReferences siteGUID volumeCount`,
    parents: 'container organizationalUnit domainDNS',
  }),
  defineClass('msDS-ManagedServiceAccount', `${MS}.264`, 'ms-DS-Managed-Service-Account', {
    superior: 'computer',
    parents: 'domainDNS organizationalUnit container',
  }),
  defineClass('msDS-GroupManagedServiceAccount', `${MS}.282`, 'ms-DS-Group-Managed-Service-Account', {
    superior: 'computer',
    must: 'msDS-ManagedPasswordInterval',
    may: 'msDS-GroupMSAMembership msDS-ManagedPassword msDS-ManagedPasswordId msDS-ManagedPasswordPreviousId',
    parents: 'computer container organizationalUnit domainDNS',
  }),
  defineClass('contact', `${MS}.15`, 'Person', {
    superior: 'organizationalPerson',
    auxiliary: 'mailRecipient',
    must: 'cn',
    may: 'msDS-SourceObjectDN notes',
    parents: 'organizationalUnit domainDNS',
  }),
  defineClass('group', `${MS}.8`, 'Group', {
    auxiliary: 'posixGroup mailRecipient securityPrincipal',
    must: 'groupType',
    may: `adminCount controlAccessRights desktopProfile groupAttributes groupMembershipSAM mail managedBy
      member msDS-NonMembers msDS-PrimaryComputer msSFU30Name msSFU30NisDomain nonSecurityMember
      nTGroupMembers operatorCount primaryGroupToken`,
    parents: 'container builtinDomain organizationalUnit domainDNS',
  }),
  defineClass('groupOfNames', '2.5.6.9', 'Group-Of-Names', {
    must: 'member cn',
    may: 'businessCategory o ou owner seeAlso',
    parents: 'organizationalUnit locality organization container',
  }),
  defineClass('groupOfUniqueNames', '2.5.6.17', 'groupOfUniqueNames', {
    must: 'uniqueMember cn',
    may: 'businessCategory description o ou owner seeAlso',
    parents: 'domainDNS organizationalUnit container',
  }),
  defineClass('organizationalRole', '2.5.6.8', 'Organizational-Role', {
    must: 'cn',
    may: `destinationIndicator facsimileTelephoneNumber internationalISDNNumber l ou
      physicalDeliveryOfficeName postalAddress postalCode postOfficeBox preferredDeliveryMethod
      registeredAddress roleOccupant seeAlso st street telephoneNumber teletexTerminalIdentifier telexNumber
      x121Address`,
    parents: 'organizationalUnit organization container',
  }),
  defineClass('organizationalUnit', '2.5.6.5', 'Organizational-Unit', {
    rdn: 'ou',
    must: 'ou',
    may: `businessCategory c co countryCode defaultGroup desktopProfile destinationIndicator
      facsimileTelephoneNumber gPLink gPOptions internationalISDNNumber l managedBy
      msCOM-UserPartitionSetLink physicalDeliveryOfficeName postalAddress postalCode postOfficeBox
      preferredDeliveryMethod registeredAddress searchGuide seeAlso st street telephoneNumber
      teletexTerminalIdentifier telexNumber thumbnailLogo uPNSuffixes userPassword x121Address`,
    parents: 'country organization organizationalUnit domainDNS',
  }),
  defineClass('organization', '2.5.6.4', 'Organization', {
    rdn: 'o',
    must: 'o',
    may: `businessCategory destinationIndicator facsimileTelephoneNumber internationalISDNNumber l
      physicalDeliveryOfficeName postalAddress postalCode postOfficeBox preferredDeliveryMethod
      registeredAddress searchGuide seeAlso st street telephoneNumber teletexTerminalIdentifier telexNumber
      userPassword x121Address`,
    parents: 'locality country domainDNS',
  }),
  defineClass('country', '2.5.6.2', 'Country', {
    rdn: 'c',
    must: 'c',
    may: 'co searchGuide',
    parents: 'domainDNS organization',
  }),
  defineClass('locality', '2.5.6.3', 'Locality', {
    rdn: 'l',
    must: 'l',
    may: 'searchGuide seeAlso st street',
    parents: 'domainDNS country organizationalUnit organization locality',
  }),
  defineClass('container', `${EX}.23`, 'Container', {
    must: 'cn',
    parents: 'subnet server nTDSService domainDNS organization configuration container organizationalUnit',
  }),
  defineClass('domain', `${MS}.66`, 'Domain-DNS', {
    kind: 'abstract',
    rdn: 'dc',
    must: 'dc',
    parents: 'domain organization',
  }),
  defineClass('domainDNS', `${MS}.67`, 'Domain-DNS', {
    superior: 'domain',
    rdn: 'dc',
    auxiliary: 'samDomain',
    may: `managedBy msDS-AllowedDNSSuffixes msDS-Behavior-Version msDS-EnabledFeature
      msDS-ExpirePasswordsOnSmartCardOnlyAccounts`,
    parents: 'domainDNS',
  }),
  defineClass('builtinDomain', `${MS}.4`, 'Builtin-Domain', {
    auxiliary: 'samDomainBase',
    parents: 'domainDNS',
  }),
  defineClass('lostAndFound', `${MS}.139`, 'Lost-And-Found', {
    may: 'moveTreeState',
    parents: 'configuration domainDNS dMD',
  }),
  defineClass('foreignSecurityPrincipal', `${MS}.76`, 'Foreign-Security-Principal', {
    must: 'objectSid',
    may: 'foreignIdentifier',
    parents: 'container',
  }),
];
