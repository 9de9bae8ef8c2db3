import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { wallElapsed, wallSleep } from '../../lab/clock/wall.ts';
import { PeerError } from './errors.ts';
import { folderOf, removeFolder, startTicks, type Peer } from './peer.ts';

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;

export interface Daemon {
  readonly pid: number;
  readonly startTicks: string;
}

/** Starts a program that stays in the foreground, as the head of a process group of its own, and waits for its port. */
export async function startDaemon(
  command: readonly [string, ...string[]],
  log: string,
  address: { host: string; port: number },
  env: NodeJS.ProcessEnv = {},
): Promise<Daemon> {
  if (await answers(address)) {
    throw new PeerError(`something listens on ${address.host}:${address.port} already; stop it first`);
  }
  const [program, ...args] = command;
  const out = openSync(log, 'a', 0o600);
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', out, out],
    env: { ...process.env, ...env },
  });
  const { pid } = child;
  const ticks = pid === undefined ? undefined : startTicks(pid);
  if (pid === undefined || ticks === undefined) throw new PeerError(`cannot start ${program}: ${tail(log)}`);
  const limit = wallElapsed() + READY_WITHIN_MS;
  while (!(await answers(address))) {
    if (child.exitCode !== null) throw new PeerError(`${program} ended at once: ${tail(log)}`);
    if (wallElapsed() > limit) {
      await endGroup({ pid, startTicks: ticks });
      throw new PeerError(`${program} does not listen after ${READY_WITHIN_MS / 1000} s: ${tail(log)}`);
    }
    await wallSleep(100);
  }
  child.unref();
  return { pid, startTicks: ticks };
}

/** Stops the peer with all that it started, and removes what it wrote. */
export async function stopPeer(peer: Peer): Promise<void> {
  await endGroup(peer);
  removeFolder(folderOf(peer.kind));
}

async function endGroup({ pid, startTicks: ticks }: Daemon): Promise<void> {
  if (startTicks(pid) !== ticks) return;
  const limit = wallElapsed() + STOP_WITHIN_MS;
  process.kill(-pid, 'SIGTERM');
  while (groupLives(pid)) {
    if (wallElapsed() > limit) process.kill(-pid, 'SIGKILL');
    await wallSleep(50);
  }
}

function groupLives(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return startTicks(pid) !== undefined;
  } catch {
    return false;
  }
}

function answers({ host, port }: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function tail(log: string): string {
  return readFileSync(log, 'utf8').trim().split('\n').slice(-5).join(' | ') || 'it said nothing';
}
