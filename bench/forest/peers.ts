import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { stopPeer } from '../../scripts/peers/daemon.ts';
import { runningPeer, type Peer, type PeerKind } from '../../scripts/peers/peer.ts';
import { startSamba } from '../../scripts/peers/samba.ts';
import { startSlapd } from '../../scripts/peers/slapd.ts';
import { PASSWORD, type Served } from './served.ts';

/** A peer with so many users, lockout on, which is stopped afterwards if it did not run before. */
export async function startPeer(kind: PeerKind, users: number): Promise<Served> {
  const running = runningPeer(kind);
  const peer = running ?? (await (kind === 'samba' ? startSamba() : startSlapd()));
  const populate = kind === 'samba' ? populateSamba : populateSlapd;
  try {
    await populate(peer, users);
  } catch (error) {
    if (running === undefined) await stopPeer(peer);
    throw error;
  }
  const { host, ldap, ldaps, pid: group, base, version: name } = peer;
  const dn = (user: number): string => `uid=bench${user % users},ou=bench,${base}`;
  return {
    ...{ name, host, ldap, ldaps, group, users, password: PASSWORD },
    nameOf: (user) => (kind === 'slapd' ? dn(user) : `bench${user % users}@${peer.dns}`),
    searchFor: (user) => ({
      base,
      filter: kind === 'slapd' ? `(uid=bench${user % users})` : `(sAMAccountName=bench${user % users})`,
    }),
    async [Symbol.asyncDispose]() {
      if (running === undefined) await stopPeer(peer);
      else if (kind === 'samba') await inSamba(peer, EMPTY_SAMBA, '0');
      else emptySlapd(peer, users);
    },
  };
}

const OPEN_SAMBA = `
import sys, ldb
from samba.samdb import SamDB
from samba.auth import system_session
from samba.param import LoadParm
config, url, base, users, password = sys.argv[1:]
lp = LoadParm(); lp.load(config)
db = SamDB(url=url, session_info=system_session(), lp=lp)
unit = "OU=bench," + base
`;

/** Straight into its database: over LDAP it would take minutes. */
const POPULATE_SAMBA = `${OPEN_SAMBA}
def policy(name, value):
    m = ldb.Message(ldb.Dn(db, base))
    m[name] = ldb.MessageElement(value, ldb.FLAG_MOD_REPLACE, name)
    db.modify(m)
policy("lockoutThreshold", "10")
if not db.search(base, expression="(ou=bench)"):
    db.transaction_start()
    db.add({"dn": unit, "objectClass": "organizationalUnit"})
    for n in range(int(users)):
        name = "bench%d" % n
        db.add({"dn": "CN=%s,%s" % (name, unit), "objectClass": "user", "sAMAccountName": name,
                "userPrincipalName": "%s@%s" % (name, base.replace("DC=", "").replace(",", ".")),
                "userAccountControl": "512", "clearTextPassword": ('"%s"' % password)[1:-1].encode("utf-16-le")})
    db.transaction_commit()
`;

const EMPTY_SAMBA = `${OPEN_SAMBA}
db.delete(ldb.Dn(db, unit), controls=["tree_delete:1"])
m = ldb.Message(ldb.Dn(db, base))
m["lockoutThreshold"] = ldb.MessageElement("0", ldb.FLAG_MOD_REPLACE, "lockoutThreshold")
db.modify(m)
`;

function populateSamba(peer: Peer, users: number): Promise<void> {
  return inSamba(peer, POPULATE_SAMBA, String(users));
}

async function inSamba({ folder, base }: Peer, program: string, users: string): Promise<void> {
  const [config, url] = [join(folder, 'etc', 'smb.conf'), join(folder, 'private', 'sam.ldb')];
  const child = spawn('/usr/bin/python3', ['-c', program, config, url, base, users, PASSWORD], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0)
    throw new Error(`Samba's database refuses the bench: ${said.join('').trim().slice(-300)}`);
}

/** Passwords as a stock slapd keeps them: SHA-1 with a salt. */
async function populateSlapd(peer: Peer, users: number): Promise<void> {
  const unit = `ou=bench,${peer.base}`;
  const people = Array.from({ length: users }, (_, n) =>
    [
      `dn: uid=bench${n},${unit}`,
      'objectClass: inetOrgPerson',
      `uid: bench${n}`,
      `cn: bench${n}`,
      `sn: bench${n}`,
      `userPassword: ${salted(PASSWORD)}`,
    ].join('\n'),
  );
  const ldif = [`dn: ${unit}\nobjectClass: organizationalUnit\nou: bench`, ...people].join('\n\n');
  slapd(peer, 'ldapadd', ['-c'], `${ldif}\n`, [0, 68]);
}

function salted(password: string): string {
  const salt = randomBytes(8);
  return `{SSHA}${Buffer.concat([createHash('sha1').update(password).update(salt).digest(), salt]).toString('base64')}`;
}

function emptySlapd(peer: Peer, users: number): void {
  const names = Array.from({ length: users }, (_, n) => `uid=bench${n},ou=bench,${peer.base}`);
  slapd(peer, 'ldapdelete', ['-c'], [...names, `ou=bench,${peer.base}`, ''].join('\n'), [0, 32]);
}

function slapd(
  peer: Peer,
  tool: string,
  args: readonly string[],
  input: string,
  fine: readonly number[],
): void {
  const url = `ldap://${peer.host}:${peer.ldap}`;
  const all = ['-x', '-H', url, '-D', peer.admin.dn, '-w', peer.admin.password, ...args];
  const { status, stderr } = spawnSync(tool, all, { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (!fine.includes(status ?? -1)) throw new Error(`${tool} failed: ${stderr.trim().slice(-300)}`);
}
