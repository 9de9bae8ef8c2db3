import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChance, type Chance } from '../chance/chance.ts';
import { startClockExtension, type StartedClockExtension } from '../clock/extension-server.ts';
import { LabClock } from '../clock/lab-clock.ts';
import { wallNow } from '../clock/wall.ts';
import type { ComponentContext } from '../component.ts';
import type { LabConfig } from '../config/index.ts';
import { recordClock } from '../history/clock-events.ts';
import { History } from '../history/history.ts';
import { SegmentWriter } from '../history/segments.ts';
import { Links } from '../links/links.ts';
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
}

/** What lies under every component of a lab. */
export interface Ground {
  readonly seed: string;
  readonly clock: LabClock;
  readonly extension: StartedClockExtension;
  readonly history: History;
  readonly links: Links;
  readonly chance: Chance;
  readonly authority: Authority;
  readonly keys: KeySource;
  readonly janitor: Janitor;
  /** The lab's own folder; gone when the lab is, and when the harness is killed. */
  readonly folder: string;
  /** What a component is given. */
  contextFor(component: string): ComponentContext;
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
  const history = new History({
    now: () => clock.now(),
    segments: new SegmentWriter(join(folder, 'history')),
  });
  stack.defer(() => history.close());
  const links = stack.use(new Links({ history }));
  clock.join(links);
  recordClock(clock, history);
  const chance = createChance(options.seed);
  const authority = await Authority.create('CN=ptalab lab CA, never trust outside the lab');
  return {
    seed: options.seed,
    clock,
    extension,
    history,
    links,
    chance,
    authority,
    keys: options.keys ?? generateKeys(),
    janitor,
    folder,
    contextFor: (component) => ({
      clock: clock.for(component),
      history,
      chance: chance.fork(component),
      authority,
      links,
    }),
  };
}

/** Agents of others do not take the lab clock: for them the lab flows from now unless its file says otherwise. */
function clockOptions(config: LabConfig): { epoch: number; mode: 'frozen' | 'flowing' } {
  const foreign = config.agents.some(({ command }) => command !== undefined);
  const mode = config.clock?.mode ?? (foreign ? 'flowing' : 'frozen');
  const epoch = config.clock?.epoch ?? (mode === 'flowing' ? 'now' : FIXED_EPOCH);
  return { mode, epoch: epoch === 'now' ? wallNow() : new Date(epoch).getTime() };
}
