import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { wallSleep } from '../../lab/clock/wall.ts';
import type { Peer } from '../../scripts/peers/peer.ts';
import { DifferentialError } from '../errors.ts';
import { Conversation } from '../wire/conversation.ts';
import * as requests from '../wire/requests.ts';
import { ldapAdministration } from './administration.ts';
import type { Administration, Target, World } from './world.ts';

const TREE_DELETE = { oid: '1.2.840.113556.1.4.805', critical: true };

/** A real Samba domain that runs on this machine. What a case makes, it takes away again. */
export async function openSamba(peer: Peer): Promise<Target> {
  const tls = { name: peer.name, trust: peer.trust };
  const admin = await Conversation.open({ host: peer.host, port: peer.ldaps, tls });
  const { replies } = await admin.ask(requests.bind(peer.admin.dn, peer.admin.password));
  if (replies[0]?.code !== 0) throw new DifferentialError(`${peer.version} refuses its administrator`);
  const overLdap = ldapAdministration(admin, {
    backdatePassword: (dn, ageMs) => inDatabase(peer, BACKDATE, dn, String(ageMs)),
    gather: (count) => inDatabase(peer, GATHER, peer.base, String(count)),
  });
  const made: string[] = [];
  const administrator = { ...remembering(overLdap, made), ...peer.admin };
  const world: World = {
    base: peer.base,
    dns: peer.dns,
    netbios: peer.netbios,
    administrator,
    connect: (over) =>
      Conversation.open({ host: peer.host, port: peer[over], tls: over === 'ldaps' ? tls : undefined }),
    secure: (conversation) => conversation.secure(tls.name, tls.trust),
    expect: (dn) => void made.push(dn),
    wait: wallSleep,
    async [Symbol.asyncDispose]() {
      // The last thing made first; the unit goes with all that is still under it.
      for (const dn of made.splice(0).reverse()) await admin.ask(requests.remove(dn), [TREE_DELETE]);
    },
  };
  return {
    name: peer.version,
    open: () => Promise.resolve(world),
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]();
      admin[Symbol.dispose]();
    },
  };
}

function remembering(inner: Administration, made: string[]): Administration {
  return {
    ...inner,
    add: async (dn, attributes) => {
      await inner.add(dn, attributes);
      made.push(dn);
    },
  };
}

/** Opens Samba's own database beside the server. */
const OPEN = `
import sys, time, ldb
from samba.samdb import SamDB
from samba.auth import system_session
from samba.param import LoadParm
config, url, name, number = sys.argv[1:]
lp = LoadParm(); lp.load(config)
db = SamDB(url=url, session_info=system_session(), lp=lp)
`;

/** \`pwdLastSet\` is taken only with a control that no network client may use. */
const BACKDATE = `${OPEN}
at = int((time.time() - int(number) / 1000 + 11644473600) * 10000000)
m = ldb.Message(ldb.Dn(db, name))
m["pwdLastSet"] = ldb.MessageElement(str(at), ldb.FLAG_MOD_REPLACE, "pwdLastSet")
db.modify(m, controls=["local_oid:1.3.6.1.4.1.7165.4.3.12:0"])
`;

/** In one transaction, which over LDAP would take minutes. */
const GATHER = `${OPEN}
unit = "OU=Crowd," + name
if db.search(name, expression="(ou=Crowd)"): sys.exit(0)
db.transaction_start()
db.add({"dn": unit, "objectClass": "organizationalUnit"})
members = ["CN=c%04d,%s" % (n, unit) for n in range(int(number))]
for dn in members: db.add({"dn": dn, "objectClass": "contact"})
db.add({"dn": "CN=big," + unit, "objectClass": "group", "sAMAccountName": "big", "member": members})
db.transaction_commit()
`;

async function inDatabase({ folder }: Peer, program: string, ...given: [string, string]): Promise<void> {
  const args = [join(folder, 'etc', 'smb.conf'), join(folder, 'private', 'sam.ldb'), ...given];
  const child = spawn('/usr/bin/python3', ['-c', program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  if (status === 0) return;
  throw new DifferentialError(
    `Samba’s database refuses ${given[0]}: ${said.join('').trim().split('\n').at(-1) ?? ''}`,
  );
}
