import { lstatSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { PeerError } from './errors.ts';

/** A directory server that runs on this machine to be compared with. Holds an administrator's password: mode 0600. */
const peer = z.object({
  kind: z.enum(['samba', 'slapd']),
  version: z.string(),
  /** Name that its certificate bears. */
  name: z.string(),
  host: z.string(),
  ldap: z.number(),
  ldaps: z.number(),
  base: z.string(),
  netbios: z.string(),
  dns: z.string(),
  admin: z.object({ dn: z.string(), password: z.string() }),
  /** The authority of its certificate, PEM. */
  trust: z.string(),
  pid: z.number(),
  /** Start of that process in clock ticks since the machine's: another process with its number is not it. */
  startTicks: z.string(),
  /** Everything it has written. */
  folder: z.string(),
});

export type Peer = z.output<typeof peer>;
export type PeerKind = Peer['kind'];

/** The folder of a peer, of this user alone. */
export function folderOf(kind: PeerKind): string {
  return join(process.env['PTALAB_PEERS'] ?? join(tmpdir(), `ptalab-peers-${userInfo().uid}`), kind);
}

export function fileOf(kind: PeerKind): string {
  return join(folderOf(kind), 'peer.json');
}

export function makeFolder(kind: PeerKind): string {
  const folder = folderOf(kind);
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  if (!isOurs(dirname(folder)))
    throw new PeerError(
      `${dirname(folder)} is not this user's own folder, closed to others; take it away first`,
    );
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** What others can write is not to be believed: a file there names a process that will be stopped. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === userInfo().uid && (found.mode & 0o022) === 0;
}

/** The folder of all peers goes with the last of them. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  try {
    rmdirSync(dirname(folder));
  } catch {
    // Another peer has its folder there.
  }
}

export function remember(found: Peer): void {
  writeFileSync(fileOf(found.kind), `${JSON.stringify(found, undefined, 2)}\n`, { mode: 0o600 });
}

/** The peer that runs; undefined when none does. */
export function runningPeer(kind: PeerKind): Peer | undefined {
  const found = readPeer(kind);
  return found !== undefined && startTicks(found.pid) === found.startTicks ? found : undefined;
}

/** Field 22 of proc_pid_stat(5), counted behind the program's name; undefined when there is no such live process. */
export function startTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function readPeer(kind: PeerKind): Peer | undefined {
  if (!isOurs(dirname(folderOf(kind))) || !isOurs(folderOf(kind))) return undefined;
  try {
    return peer.parse(JSON.parse(readFileSync(fileOf(kind), 'utf8')));
  } catch {
    return undefined;
  }
}
