import { stopPeer } from './daemon.ts';
import { fileOf, runningPeer, type Peer, type PeerKind } from './peer.ts';
import { startSamba } from './samba.ts';
import { startSlapd } from './slapd.ts';

/** node scripts/peers/main.ts samba|slapd [stop]: a directory server to compare with, on loopback, thrown away after. */
const START: Readonly<Record<PeerKind, () => Promise<Peer>>> = { samba: startSamba, slapd: startSlapd };

const [kind, command = 'start'] = process.argv.slice(2);
if ((kind !== 'samba' && kind !== 'slapd') || !['start', 'stop'].includes(command)) {
  console.error('usage: npm run peers:samba [-- stop], npm run peers:slapd [-- stop]');
  process.exit(2);
}
try {
  if (command === 'stop') await stop(kind);
  else if (runningPeer(kind) === undefined) describe(await START[kind]());
  else describeRunning(runningPeer(kind));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function stop(which: PeerKind): Promise<void> {
  const found = runningPeer(which);
  if (found !== undefined) await stopPeer(found);
  console.log(found === undefined ? `${which} was not running` : `${which} is stopped and removed`);
}

function describeRunning(peer: Peer | undefined): void {
  if (peer === undefined) return;
  console.log('it ran already: whoever started it may be using it, and will miss it when it is stopped');
  describe(peer);
}

function describe(peer: Peer): void {
  console.log(`${peer.version} runs as process ${peer.pid}, domain ${peer.base}`);
  console.log(`  ldap://${peer.host}:${peer.ldap}  ldaps://${peer.host}:${peer.ldaps} (${peer.name})`);
  console.log(`  administrator and authority: ${fileOf(peer.kind)}`);
  console.log(`  stop: npm run peers:${peer.kind} -- stop`);
}
