import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChance, type Chance } from '../chance/chance.ts';
import { countDialled, withDialling } from '../clock/dialled.ts';
import { startClockExtension, type StartedClockExtension } from '../clock/extension-server.ts';
import { LabClock } from '../clock/lab-clock.ts';
import { wallNow } from '../clock/wall.ts';
import type { LabConfig } from '../config/index.ts';
import { recordClock } from '../history/clock-events.ts';
import { History } from '../history/history.ts';
import { SegmentWriter } from '../history/segments.ts';
import { matchBinds } from '../history/bind-matching.ts';
import type { HistorySink } from '../history/history.ts';
import { EventOrder } from '../hosting/event-order.ts';
import type { Sinks } from './estate-host.ts';
import { Authority } from '../pki/authority.ts';
import { generateKeys, type KeySource } from '../pki/key-source.ts';
import { Janitor } from '../processes/janitor.ts';

/** A Monday morning; what labs use whose every client takes the lab clock. */
const FIXED_EPOCH = Date.UTC(2026, 0, 5, 8);

export interface GroundOptions {
  readonly seed: string;
  readonly config: LabConfig;
  /** Shared between labs of one process where given. */
  readonly janitor?: Janitor | undefined;
  readonly keys?: KeySource | undefined;
  /** Whether parts of the lab write its history from other processes. */
  readonly scattered: boolean;
}

/** What lies under every component of a lab. */
export interface Ground {
  readonly seed: string;
  readonly clock: LabClock;
  readonly extension: StartedClockExtension;
  /** What has happened, for readers. */
  readonly past: History;
  /** What happens, for whoever takes part. */
  readonly history: HistorySink;
  /** Puts what several processes saw into one order; undefined where all happens here. */
  readonly events: EventOrder | undefined;
  /** Where the events of some hosts go first. */
  readonly sinks: Sinks;
  /** Ports that this process dials for the lab's own ends, where what moves is no activity of the estate. */
  readonly ignoredPorts: Set<number>;
  readonly chance: Chance;
  readonly authority: Authority;
  readonly keys: KeySource;
  readonly janitor: Janitor;
  /** The lab's own folder; gone when the lab is, and when the harness is killed. */
  readonly folder: string;
}

/** Lays what components stand on; `stack` takes it away again. */
export async function layGround(options: GroundOptions, stack: AsyncDisposableStack): Promise<Ground> {
  const janitor = options.janitor ?? stack.use(new Janitor());
  const folder = join(tmpdir(), `ptalab-${process.pid}-${randomBytes(6).toString('hex')}`);
  janitor.makeFolder(folder);
  stack.defer(() => janitor.remove(folder));
  const clock = new LabClock(clockOptions(options.config));
  stack.defer(() => clock.stop());
  const extension = stack.use(await startClockExtension(clock, () => randomBytes(16).toString('hex')));
  const ignoredPorts = new Set<number>();
  if (options.scattered) {
    const dialled = stack.use(countDialled(ignoredPorts));
    clock.join({ name: 'dialled', probe: () => withDialling({ activity: 0, busy: [] }, dialled) });
  }
  const past = new History({
    now: () => clock.now(),
    segments: new SegmentWriter(join(folder, 'history')),
  });
  stack.defer(() => past.close());
  const sinks: Sinks = new Map([['forest', matchBinds(past)]]);
  const events = options.scattered ? new EventOrder(past, () => clock.now(), sinks) : undefined;
  const history = events ?? past;
  recordClock(clock, history);
  return {
    seed: options.seed,
    clock,
    extension,
    past,
    history,
    events,
    sinks,
    ignoredPorts,
    chance: createChance(options.seed),
    authority: await Authority.create('CN=ptalab lab CA, never trust outside the lab'),
    keys: options.keys ?? generateKeys(),
    janitor,
    folder,
  };
}

/** For agents that may live by the wall the lab flows from now, unless its file says otherwise. */
function clockOptions(config: LabConfig): { epoch: number; mode: 'frozen' | 'flowing' } {
  const byTheWall = config.agents.some(({ command, clock }) => command !== undefined || clock === 'wall');
  const mode = config.clock?.mode ?? (byTheWall ? 'flowing' : 'frozen');
  const epoch = config.clock?.epoch ?? (mode === 'flowing' ? 'now' : FIXED_EPOCH);
  return { mode, epoch: epoch === 'now' ? wallNow() : new Date(epoch).getTime() };
}
