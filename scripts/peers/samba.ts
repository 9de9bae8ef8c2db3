import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueCertificate } from './certificate.ts';
import { startDaemon } from './daemon.ts';
import { PeerError } from './errors.ts';
import { ensurePackages } from './packages.ts';
import { makeFolder, remember, removeFolder, type Peer } from './peer.ts';

const PROGRAM = '/usr/sbin/samba';
const PACKAGES = ['samba-ad-dc', 'samba-ad-provision', 'samba-dsdb-modules', 'samba-vfs-modules'];
const REALM = 'CONTOSO.LAB';
const NETBIOS = 'CONTOSO';
const NAME = 'dc1.contoso.lab';
const HOST = '127.0.0.1';
const BASE = 'DC=contoso,DC=lab';

/** Settings that a domain on loopback alone needs, beside what provisioning writes (smb.conf(5)). */
const settings = (folder: string): Readonly<Record<string, string>> => ({
  interfaces: '127.0.0.1/8',
  'bind interfaces only': 'yes',
  // Plain binds are part of what is compared.
  'ldap server require strong auth': 'no',
  'server services': 'ldap',
  'dcerpc endpoint servers': '',
  // Beside another Samba of this machine, which keeps the usual places.
  'pid directory': folder,
  'ncalrpc dir': join(folder, 'ncalrpc'),
  'winbindd socket directory': join(folder, 'winbindd'),
  'ntp signd socket directory': join(folder, 'ntp'),
  'log level': '0',
  'log file': join(folder, 'log.samba'),
  'tls enabled': 'yes',
  'tls keyfile': join(folder, 'tls.key'),
  'tls certfile': join(folder, 'tls.pem'),
  'tls cafile': join(folder, 'ca.pem'),
});

/** Installs, provisions and starts a throw-away Active Directory domain on loopback, ports 389 and 636. Throws PeerError. */
export async function startSamba(): Promise<Peer> {
  ensurePackages(PROGRAM, PACKAGES);
  const folder = makeFolder('samba');
  try {
    const trust = await issueCertificate(folder, NAME);
    const password = provision(folder);
    const config = join(folder, 'etc', 'smb.conf');
    writeFileSync(config, withSettings(readFileSync(config, 'utf8'), settings(folder)));
    const daemon = await startDaemon(
      [PROGRAM, '-F', '--no-process-group', `--configfile=${config}`],
      join(folder, 'samba.out'),
      { host: HOST, port: 389 },
      // A throw-away domain: a crash may lose it.
      { TDB_NO_FSYNC: '1' },
    );
    const domain = { name: NAME, host: HOST, ldap: 389, ldaps: 636, base: BASE, netbios: NETBIOS };
    const admin = { dn: `CN=Administrator,CN=Users,${BASE}`, password };
    const version = `Samba AD DC ${run(PROGRAM, ['--version']).replace('Version ', '').trim()}`;
    const peer = { kind: 'samba', version, ...domain, dns: 'contoso.lab', admin, trust, ...daemon, folder };
    remember({ ...peer, kind: 'samba' });
    return { ...peer, kind: 'samba' };
  } catch (error) {
    removeFolder(folder);
    throw error;
  }
}

/** Answers the administrator's password, which provisioning makes up. */
function provision(folder: string): string {
  const said = run('/usr/bin/samba-tool', [
    ...['domain', 'provision', `--targetdir=${folder}`, `--realm=${REALM}`, `--domain=${NETBIOS}`],
    ...['--server-role=dc', '--dns-backend=NONE', '--host-name=dc1', `--host-ip=${HOST}`],
    ...['--option=interfaces=127.0.0.1/8', '--option=bind interfaces only=yes'],
    `--option=log file=${join(folder, 'log.samba')}`,
  ]);
  const password = /Admin password:\s+(\S.*)$/m.exec(said)?.[1];
  if (password === undefined) throw new PeerError('samba-tool did not say the administrator’s password');
  return password;
}

function withSettings(config: string, wanted: Readonly<Record<string, string>>): string {
  const kept = config.split('\n').filter((line) => !(nameIn(line) in wanted));
  const lines = Object.entries(wanted).map(([name, value]) => `\t${name} = ${value}`);
  return kept.join('\n').replace('[global]', ['[global]', ...lines].join('\n'));
}

function nameIn(line: string): string {
  return line.split('=')[0]?.trim() ?? '';
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status === 0) return stdout + stderr;
  const said = error?.message ?? `${stderr}${stdout}`.trim().split('\n').slice(-3).join(' | ');
  throw new PeerError(`${program} ${args[0] ?? ''} failed: ${said}`);
}
