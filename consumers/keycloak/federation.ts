import type { ConsumedDomain } from '../consumer.ts';
import type { Admin } from './admin.ts';

const PROVIDER = 'org.keycloak.storage.UserStorageProvider';
const MAPPER = 'org.keycloak.storage.ldap.mappers.LDAPStorageMapper';

/** The realm's user federation. */
export interface Federation {
  readonly provider: string;
  readonly groupMapper: string;
}

/** A realm whose users are the domain's: vendor Active Directory, writable, groups with what they are in. */
export async function federate(admin: Admin, domain: ConsumedDomain): Promise<Federation> {
  await createRealm(admin);
  const { body } = await admin.must('GET', './');
  const parentId = String((body as { readonly id?: unknown }).id);
  const component = {
    name: 'ad',
    providerId: 'ldap',
    providerType: PROVIDER,
    parentId,
    config: lists(providerOf(domain)),
  };
  const { id: provider } = await admin.must('POST', './components', component);
  const mapper = {
    name: 'groups',
    providerId: 'group-ldap-mapper',
    providerType: MAPPER,
    parentId: provider,
    config: lists(groupsOf(domain)),
  };
  const { id: groupMapper } = await admin.must('POST', './components', mapper);
  return { provider, groupMapper };
}

async function createRealm(admin: Admin): Promise<void> {
  const groups = {
    name: 'groups',
    protocol: 'openid-connect',
    protocolMapper: 'oidc-group-membership-mapper',
    config: { 'claim.name': 'groups', 'full.path': 'false', 'access.token.claim': 'true' },
  };
  const client = {
    clientId: 'app',
    publicClient: true,
    directAccessGrantsEnabled: true,
    protocolMappers: [groups],
  };
  const realm = { realm: 'corp', enabled: true, sslRequired: 'none', loginWithEmailAllowed: true };
  await admin.must('POST', '/admin/realms', { ...realm, clients: [client] });
  // People of the domain need not have all of Keycloak's own profile.
  const action = './authentication/required-actions/VERIFY_PROFILE';
  const { body } = await admin.must('GET', action);
  await admin.must('PUT', action, { ...(body as object), enabled: false });
}

/** As Keycloak's form is filled in when the vendor is Active Directory. */
export function providerOf({ base, ldaps, person }: ConsumedDomain): Record<string, string> {
  const administrator = person('Administrator');
  return {
    enabled: 'true',
    vendor: 'ad',
    editMode: 'WRITABLE',
    importEnabled: 'true',
    syncRegistrations: 'true',
    connectionUrl: ldaps.url,
    authType: 'simple',
    bindDn: administrator.dn,
    bindCredential: administrator.password,
    useTruststoreSpi: 'always',
    connectionPooling: 'true',
    pagination: 'true',
    batchSizeForSync: '500',
    usersDn: `OU=Staff,${base}`,
    searchScope: '2',
    usernameLDAPAttribute: 'sAMAccountName',
    rdnLDAPAttribute: 'cn',
    uuidLDAPAttribute: 'objectGUID',
    userObjectClasses: 'person, organizationalPerson, user',
    validatePasswordPolicy: 'false',
    cachePolicy: 'NO_CACHE',
  };
}

function groupsOf({ base }: ConsumedDomain): Record<string, string> {
  return {
    'groups.dn': `OU=Staff,${base}`,
    'group.name.ldap.attribute': 'cn',
    'group.object.classes': 'group',
    'preserve.group.inheritance': 'true',
    // People stand in the same unit, and are members too.
    'ignore.missing.groups': 'true',
    'membership.ldap.attribute': 'member',
    'membership.attribute.type': 'DN',
    'membership.user.ldap.attribute': 'sAMAccountName',
    mode: 'LDAP_ONLY',
    'user.roles.retrieve.strategy': 'LOAD_GROUPS_BY_MEMBER_ATTRIBUTE_RECURSIVELY',
    'memberof.ldap.attribute': 'memberOf',
    'drop.non.existing.groups.during.sync': 'false',
  };
}

function lists(config: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, [value]]));
}
