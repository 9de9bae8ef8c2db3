import { readCall, usageError } from '../options.ts';
import { stopPeer } from './daemon.ts';
import { fileOf, runningPeer, type Peer, type PeerKind } from './peer.ts';
import { startSamba } from './samba.ts';
import { startSlapd } from './slapd.ts';

/** node scripts/peers/main.ts samba|slapd [stop]: a directory server to compare with, on loopback, thrown away after. */
const START: Readonly<Record<PeerKind, () => Promise<Peer>>> = { samba: startSamba, slapd: startSlapd };

const ABOUT: Readonly<Record<PeerKind, string>> = {
  samba:
    'Starts a Samba Active Directory domain on loopback, to compare with or to run scenarios on, and lets it run.',
  slapd: 'Starts OpenLDAP’s slapd with its password policy on loopback, to compare with, and lets it run.',
};

const [kind] = process.argv.splice(2, 1);
if (kind !== 'samba' && kind !== 'slapd') usageError('npm run peers:samba', 'name samba or slapd');
const call = `npm run peers:${kind}`;
const { words } = readCall({
  call,
  about: [
    ABOUT[kind],
    'Needs root on Debian or Ubuntu, where missing packages are installed; a minute the first time.',
    `Where it answers, its administrator and its authority: ${fileOf(kind)}, which only you can read.${kind === 'samba' ? ' `ptalab run --forest` takes it.' : ''}`,
    'Exit codes: 0 it runs, or is stopped, 1 it could not be started, 2 usage.',
  ],
  options: {},
  meaning: {},
  words: { shown: '[stop]', meaning: 'stop it, and remove everything it has left', oneOf: ['start', 'stop'] },
});
const [command = 'start', ...more] = words;
if (more.length > 0) usageError(call, `one word is enough: ${words.join(' ')}`);
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
