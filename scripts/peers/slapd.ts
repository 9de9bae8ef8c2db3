import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueCertificate } from './certificate.ts';
import { startDaemon } from './daemon.ts';
import { PeerError } from './errors.ts';
import { ensurePackages } from './packages.ts';
import { makeFolder, remember, removeFolder, type Peer } from './peer.ts';

const PROGRAM = '/usr/sbin/slapd';
const NAME = 'slapd.contoso.lab';
const HOST = '127.0.0.1';
const LDAP = 10_389;
const LDAPS = 10_636;
const BASE = 'dc=contoso,dc=lab';

/** Starts OpenLDAP's server with the password policy overlay: lockout on, as in the domains it is compared with. */
export async function startSlapd(): Promise<Peer> {
  ensurePackages(PROGRAM, ['slapd']);
  const folder = makeFolder('slapd');
  const password = randomBytes(16).toString('base64url');
  try {
    const trust = await issueCertificate(folder, NAME);
    mkdirSync(join(folder, 'data'));
    const config = join(folder, 'slapd.conf');
    writeFileSync(config, configuration(folder, password), { mode: 0o600 });
    load(config, TREE);
    const urls = `ldap://${HOST}:${LDAP}/ ldaps://${HOST}:${LDAPS}/`;
    // -d keeps it in the foreground; level 0 says nothing.
    const daemon = await startDaemon(
      [PROGRAM, '-d', '0', '-f', config, '-h', urls],
      join(folder, 'slapd.out'),
      { host: HOST, port: LDAP },
    );
    const domain = { name: NAME, host: HOST, ldap: LDAP, ldaps: LDAPS, base: BASE, netbios: 'CONTOSO' };
    const admin = { dn: `cn=admin,${BASE}`, password };
    const { stderr } = spawnSync(PROGRAM, ['-VV'], { encoding: 'utf8' });
    const version = `OpenLDAP slapd ${/slapd ([\d.]+)/.exec(stderr)?.[1] ?? ''}`.trim();
    const peer = { version, ...domain, dns: 'contoso.lab', admin, trust, ...daemon, folder };
    remember({ ...peer, kind: 'slapd' });
    return { ...peer, kind: 'slapd' };
  } catch (error) {
    removeFolder(folder);
    throw error;
  }
}

/** slapd.conf(5), slapd-mdb(5), slapo-ppolicy(5). */
function configuration(folder: string, password: string): string {
  const schema = ['core', 'cosine', 'inetorgperson'].map((name) => `include /etc/ldap/schema/${name}.schema`);
  return `${schema.join('\n')}
pidfile ${folder}/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
TLSCertificateFile ${folder}/tls.pem
TLSCertificateKeyFile ${folder}/tls.key
TLSCACertificateFile ${folder}/ca.pem
# As Debian's package sets it up: no log, and these indexes.
loglevel none
database mdb
maxsize 1073741824
suffix "${BASE}"
rootdn "cn=admin,${BASE}"
rootpw ${password}
directory ${folder}/data
# A throw-away directory: a crash may lose it.
dbnosync
index objectClass eq
index cn,uid eq
overlay ppolicy
ppolicy_default "cn=default,ou=policies,${BASE}"
`;
}

const TREE = `dn: ${BASE}
objectClass: dcObject
objectClass: organization
dc: contoso
o: Contoso

dn: ou=policies,${BASE}
objectClass: organizationalUnit
ou: policies

dn: ou=people,${BASE}
objectClass: organizationalUnit
ou: people

dn: cn=default,ou=policies,${BASE}
objectClass: device
objectClass: pwdPolicy
cn: default
pwdAttribute: userPassword
pwdLockout: TRUE
pwdMaxFailure: 10
pwdLockoutDuration: 1800
pwdFailureCountInterval: 1800
`;

function load(config: string, ldif: string): void {
  const { status, stderr } = spawnSync('/usr/sbin/slapadd', ['-f', config], {
    input: ldif,
    encoding: 'utf8',
  });
  if (status !== 0) throw new PeerError(`slapadd failed: ${stderr.trim().split('\n').at(-1) ?? ''}`);
}
