import type { ConsumedDomain } from '../consumer.ts';

/** sssd.conf(5) for a host that binds with a name and a password: identities and passwords of the LDAP provider, the schema of AD. */
export function configurationFor({ base, ldaps, trustFile, person }: ConsumedDomain): string {
  const service = person('svc-connect');
  const domain = {
    id_provider: 'ldap',
    auth_provider: 'ldap',
    access_provider: 'ldap',
    chpass_provider: 'none',
    // By number: libldap takes `localhost` for the name of this machine.
    ldap_uri: `ldaps://127.0.0.1:${ldaps.port}`,
    ldap_tls_cacert: trustFile,
    ldap_tls_reqcert: 'demand',
    ldap_search_base: base,
    ldap_default_bind_dn: service.dn,
    ldap_default_authtok: service.password,
    ldap_schema: 'ad',
    ldap_id_mapping: 'true',
    ldap_referrals: 'false',
    ldap_use_tokengroups: 'true',
    ldap_group_nesting_level: '5',
    case_sensitive: 'false',
    ldap_access_order: 'filter, expire',
    ldap_account_expire_policy: 'ad',
    ldap_access_filter: '(objectCategory=person)',
    fallback_homedir: '/home/%u',
    default_shell: '/bin/sh',
    cache_credentials: 'false',
  };
  const lines = Object.entries(domain).map(([key, value]) => `${key} = ${value}`);
  return ['[sssd]', 'services = nss, pam', 'domains = corp', '[domain/corp]', ...lines, ''].join('\n');
}
