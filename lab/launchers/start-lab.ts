import { checkLauncher, type LabConfig } from '../config/index.ts';
import { FrozenUntimedError } from '../clock/errors.ts';
import type { NearParticipant } from '../clock/clock.ts';
import type { StartedClockExtension } from '../clock/extension-server.ts';
import { wallDeadline } from '../clock/wall.ts';
import type { OutsideForest } from '../external-forest/index.ts';
import { HostSilentError } from '../hosting/errors.ts';
import type { Lab } from '../lab.ts';
import { AgentHosts } from './agent-hosts.ts';
import { AgentSite } from './agent-site.ts';
import { assemble, type Parts } from './assemble.ts';
import { LabStartError, starting } from './errors.ts';
import { layGround, type Ground } from './ground.ts';
import { terrainOf, type Conducting, type Terrain } from './terrain.ts';
import { keep } from './keep.ts';
import { launcherOf, readLabConfig, type LabOptions } from './lab-options.ts';
import { onOutside, outsideOf } from './outside.ts';
import { startAgents } from './parts/agents.ts';
import { startCloudPart } from './parts/cloud.ts';
import { startConnectPart } from './parts/connect.ts';
import { startEdgePart } from './parts/edge.ts';
import { startEgressPart } from './parts/egress.ts';
import { startExchangePart } from './parts/exchange.ts';
import { startFederationPart } from './parts/federation.ts';
import { startForestPart } from './parts/forest.ts';
import type { EstateHost } from './estate-host.ts';
import type { Raising } from './raising.ts';
import { Wires } from './wires.ts';

/** A lab whose clock is kept by this process. */
export interface ConductedLab extends Lab {
  /** For whoever takes part in lab time from outside. */
  readonly extension: Pick<StartedClockExtension, 'pathFor' | 'upgrade'>;
  /** Adds a part of this process whose rest is waited for; call the result when it leaves. */
  join(part: NearParticipant): () => void;
}

/**
 * Raises an estate: its components here or each in a process of its own, as the options say, and agents as child
 * processes. Every step names its component when it fails, and what had started is stopped again. Throws LabFileError,
 * LabStartError, OutsideFileError, OutsideLauncherError.
 */
export async function conductLab(options: LabOptions = {}): Promise<ConductedLab> {
  const outside = outsideOf(options);
  const described = readLabConfig(options);
  const config = outside === undefined ? described : onOutside(described, options.labFile);
  checkLauncher(config, options.standing === undefined ? launcherOf(options) : 'attach', options.labFile);
  try {
    return await conduct(config, options, outside);
  } catch (error) {
    if (!asksForFlow(error, config)) throw error;
    return conduct({ ...config, clock: { ...config.clock, mode: 'flowing' } }, options, outside);
  }
}

/** An agent lives by the wall, and the description leaves it open whether the lab is frozen: it is raised anew, flowing. */
function asksForFlow(error: unknown, { clock }: LabConfig): boolean {
  const cause: unknown = error instanceof LabStartError ? error.cause : error;
  return cause instanceof FrozenUntimedError && clock?.mode === undefined;
}

async function conduct(
  config: LabConfig,
  options: LabOptions,
  outside: OutsideForest | undefined,
): Promise<ConductedLab> {
  const seed = options.seed ?? config.seed ?? 'ptalab';
  const stack = new AsyncDisposableStack();
  try {
    const scattered = launcherOf(options) !== 'inline' || options.standing !== undefined;
    const ground = await starting('the ground', () =>
      layGround({ ...options, seed, config, scattered }, stack),
    );
    const conducting: Conducting = { agents: undefined, connect: undefined };
    const terrain = await starting(placeOf(options), () => terrainOf(ground, options, conducting, stack));
    const raising = raisingOn(terrain, ground, config, stack);
    const step = announcing(options.onStep);
    const work = raise({ ground, config, outside, terrain, raising, conducting, stack, step });
    const parts = await ground.clock.until(work, 'the lab to come up');
    if (ground.clock.mode === 'frozen') await ground.clock.settle('the lab to come to rest');
    const lab = await assemble(ground, config, terrain, raising, parts, stack);
    return { ...lab, extension: ground.extension, join: (part) => ground.clock.join(part) };
  } catch (error) {
    // What stopping says comes after what went wrong, and must not hide it.
    await stack.disposeAsync().catch(() => undefined);
    throw error;
  }
}

/** Hosts that go down with the lab, and the wires between them. */
function raisingOn(
  { hosts: source, placement }: Terrain,
  ground: Ground,
  config: LabConfig,
  stack: AsyncDisposableStack,
): Raising {
  source.prepare(config);
  const raised = new Map<string, EstateHost>();
  const boot = ground.clock.for('hosts');
  const raise = async (name: string): Promise<EstateHost> => {
    const late = (): Error => new HostSilentError(name, source.bootMs);
    const booting = wallDeadline(source.bootMs, source.raise(name), late);
    const host = await keep(stack, boot.busy(`${name} boots`, booting, source.bootMs));
    raised.set(name, host);
    void host.lost.then((error) => {
      raised.delete(name);
      ground.history.append({ component: name, kind: 'host.lost', volatile: { reason: error.message } });
      ground.clock.fail(error);
    });
    return host;
  };
  return { raise, wires: new Wires(placement), raised };
}

function placeOf(options: LabOptions): string {
  return options.standing === undefined ? `the launcher ${launcherOf(options)}` : 'the standing estate';
}

/** Says each step before it is taken, for whoever has to say what is being waited for. */
function announcing(say: (component: string) => void = () => undefined): typeof starting {
  return (component, start) => {
    say(component);
    return starting(component, start);
  };
}

interface RaiseOptions {
  readonly ground: Ground;
  readonly config: LabConfig;
  readonly outside: OutsideForest | undefined;
  readonly terrain: Terrain;
  readonly raising: Raising;
  readonly conducting: Conducting;
  readonly stack: AsyncDisposableStack;
  readonly step: typeof starting;
}

async function raise(options: RaiseOptions): Promise<Parts> {
  const { ground, config, outside, terrain, raising, conducting, stack, step } = options;
  const [forest, cloud] = await Promise.all([
    step('the forest', () => startForestPart(raising, config, outside, stack)),
    step('the cloud', () => startCloudPart(raising, config, outside)),
  ]);
  const [federation, egress] = await Promise.all([
    step('AD FS', () => startFederationPart(raising, config, forest, cloud)),
    step('the egress', () => startEgressPart(raising, config, cloud)),
  ]);
  const exchange = await step('Exchange', () => startExchangePart(raising, config, cloud, federation));
  const edge = await step('the devices', () =>
    startEdgePart(ground, raising, config, { cloud, federation, exchange }, stack),
  );
  const site = new AgentSite({
    ground,
    wires: raising.wires,
    terrain,
    config,
    forest,
    cloud,
    egress,
    ...edge,
  });
  const agents = stack.use(new AgentHosts(ground, site));
  conducting.agents = agents;
  const [, connect] = await Promise.all([
    step('an agent', () => startAgents(agents, config, edge)),
    step('Entra Connect', () => startConnectPart(raising, config, { forest, cloud, egress })),
  ]);
  conducting.connect = connect;
  if (config.cloud.passThrough) await cloud.control.setPassThrough({ enabled: true });
  return { forest, cloud, federation, exchange, edge, egress, agents, connect };
}
