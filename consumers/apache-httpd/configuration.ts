import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConsumedDomain } from '../consumer.ts';

const MODULES = [
  'mpm_event',
  'authn_core',
  'authz_core',
  'authz_user',
  'auth_basic',
  'ldap',
  'authnz_ldap',
  'headers',
  'dir',
];
const FOLDER = '/usr/lib/apache2/modules';

/** Its configuration, in the domain's folder: a place for each way to say who may come in. Answers the file. */
export function writeConfiguration(domain: ConsumedDomain, port: number): string {
  const { folder, trustFile } = domain;
  const documents = join(folder, 'www');
  mkdirSync(documents);
  for (const { path } of placesOf(domain)) {
    mkdirSync(join(documents, path));
    writeFileSync(join(documents, path, 'index.html'), path);
  }
  // Its workers are another user, who may pass through the folder and not look into it.
  chmodSync(folder, 0o711);
  const file = join(folder, 'apache2.conf');
  const text = [
    `ServerName localhost`,
    `Listen 127.0.0.1:${port}`,
    `PidFile ${join(folder, 'apache2.pid')}`,
    `DefaultRuntimeDir ${folder}`,
    `ErrorLog "|/bin/cat"`,
    `LogLevel info`,
    ...MODULES.map((name) => `LoadModule ${name}_module ${join(FOLDER, `mod_${name}.so`)}`),
    `User www-data`,
    `Group www-data`,
    `DocumentRoot ${documents}`,
    `DirectoryIndex index.html`,
    `LDAPTrustedGlobalCert CA_BASE64 ${trustFile}`,
    `LDAPVerifyServerCert On`,
    ...placesOf(domain).flatMap((place) => locationOf(place, domain)),
  ];
  writeFileSync(file, `${text.join('\n')}\n`, { mode: 0o600 });
  return file;
}

interface Place {
  readonly path: string;
  /** What `AuthLDAPURL` takes. */
  readonly url: string;
  readonly directives: readonly string[];
}

function placesOf({ base, ldap, ldaps, gcs }: ConsumedDomain): Place[] {
  const group = (name: string): string => `Require ldap-group CN=${name},OU=Staff,${base}`;
  const people = '(objectCategory=person)';
  // By number: libldap takes `localhost` for the name of this machine.
  const sam = `"ldaps://127.0.0.1:${ldaps.port}/${base}?sAMAccountName,mail,title?sub?${people}"`;
  const upn = `"ldaps://127.0.0.1:${gcs.port}/?userPrincipalName?sub?${people}"`;
  const nested = [
    'AuthLDAPMaxSubGroupDepth 5',
    'AuthLDAPSubGroupAttribute member',
    'AuthLDAPSubGroupClass group',
  ];
  return [
    { path: 'user', url: sam, directives: ['Require valid-user'] },
    {
      path: 'starttls',
      url: `"ldap://127.0.0.1:${ldap.port}/${base}?sAMAccountName?sub?${people}" STARTTLS`,
      directives: ['Require valid-user'],
    },
    { path: 'catalog', url: upn, directives: ['Require valid-user'] },
    { path: 'direct', url: sam, directives: [group('Engineers')] },
    { path: 'nested', url: sam, directives: [...nested, group('VPN users')] },
    {
      path: 'chain',
      url: sam,
      directives: [`Require ldap-filter memberOf:1.2.840.113556.1.4.1941:=CN=VPN users,OU=Staff,${base}`],
    },
    { path: 'attribute', url: sam, directives: ['Require ldap-attribute department="Engines"'] },
    { path: 'name', url: sam, directives: [`Require ldap-dn CN=Ada Lovelace,OU=Staff,${base}`] },
  ];
}

function locationOf({ path, url, directives }: Place, domain: ConsumedDomain): string[] {
  const service = domain.person('svc-connect');
  return [
    `<Location "/${path}">`,
    'AuthType Basic',
    `AuthName "${path}"`,
    'AuthBasicProvider ldap',
    `AuthLDAPURL ${url}`,
    `AuthLDAPBindDN "${service.dn}"`,
    `AuthLDAPBindPassword "${service.password}"`,
    'LDAPReferrals Off',
    ...directives,
    'Header always set X-User "expr=%{REMOTE_USER}"',
    'Header always set X-Title "expr=%{reqenv:AUTHENTICATE_TITLE}"',
    '</Location>',
  ];
}
