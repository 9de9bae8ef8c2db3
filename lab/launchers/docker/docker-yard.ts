import { startLabContainer, type StartedLabContainer } from '../../containers/index.ts';
import type { StartedClockExtension } from '../../clock/extension-server.ts';
import { HostSession, type SessionGround } from '../../hosting/host-session.ts';
import type { MachineHost } from '../networked/machines.ts';
import type { Terrain } from '../terrain.ts';
import { openDock, RELAY, type Dock } from './dock.ts';
import { NetworkedLab } from '../networked/networked-lab.ts';
import { networkedTerrain } from '../networked/terrain.ts';
import { DockerMachines } from './docker-machines.ts';
import { OWN_IMAGE } from './image.ts';
import { machineOf } from './definitions.ts';

export interface DockerYardOptions {
  /** The image of agents without a command of their own; the lab's unless given. */
  readonly agentImage?: string | undefined;
}

/** Component hosts as containers. They outlive a lab and serve the next one of the same harness. */
export class DockerYard implements AsyncDisposable {
  readonly #options: DockerYardOptions;
  readonly #machines = new Map<string, Promise<StartedLabContainer>>();
  #dock: Promise<Dock> | undefined;

  constructor(options: DockerYardOptions = {}) {
    this.#options = options;
  }

  /** The terrain of one lab. Throws EngineError, ContainerStartError, TestcontainersMissingError. */
  async terrain(
    session: SessionGround,
    extension: StartedClockExtension,
    agentCommand: readonly string[] | undefined,
    ignoredPorts: Set<number>,
    stack: AsyncDisposableStack,
  ): Promise<Terrain> {
    this.#dock ??= openDock(OWN_IMAGE);
    const dock = await this.#dock;
    ignoredPorts.add(dock.relayPort);
    dock.reception.otherwise((...upgrade) => extension.upgrade(...upgrade));
    const { agentImage } = this.#options;
    const lab = new NetworkedLab(
      session,
      (ground) => new DockerMachines(ground, { dock, yard: this, agentImage }),
    );
    return networkedTerrain(stack.use(lab), extension, agentCommand);
  }

  /** The machine of that name; a new one when there is none yet. Throws ContainerStartError. */
  machine(dock: Dock, name: string, seed: string): Promise<StartedLabContainer> {
    const known = this.#machines.get(name);
    if (known !== undefined) return known;
    const conductor = `${RELAY}${dock.reception.path}`;
    const starting = startLabContainer(
      dock.ground,
      machineOf(name, dock.image, conductor, dock.networks, seed),
    );
    this.#machines.set(name, starting);
    starting.catch(() => this.#machines.delete(name));
    return starting;
  }

  /** The host of that name, serving one lab. */
  async host(dock: Dock, name: string, session: SessionGround): Promise<DockerHost> {
    const container = await this.machine(dock, name, session.seed);
    // One that could not be cleared after its last lab has ended itself.
    if (container.exit !== undefined) await container.start();
    const gone = container.exited.then(({ code }) => {
      throw new Error(`container ${name} ended with code ${code}:\n  ${container.tail().join('\n  ')}`);
    });
    gone.catch(() => undefined);
    const hosted = new HostSession(await Promise.race([dock.reception.take(name), gone]), session);
    const { addresses } = await hosted.begun;
    return {
      name,
      pid: await pidOf(dock, container),
      control: hosted.control,
      sync: () => hosted.sync(),
      session: hosted,
      container,
      addresses,
      [Symbol.asyncDispose]: () => hosted[Symbol.asyncDispose](),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const dock = await this.#dock?.catch(() => undefined);
    await dock?.[Symbol.asyncDispose]();
  }
}

/** A host in a container. */
export interface DockerHost extends MachineHost {
  readonly container: StartedLabContainer;
}

async function pidOf({ ground }: Dock, { id }: StartedLabContainer): Promise<number> {
  const { State } = await ground.docker.getContainer(id).inspect();
  return State.Pid;
}
