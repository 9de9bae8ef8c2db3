import { startLabContainer, type StartedLabContainer } from '../../containers/index.ts';
import type { StartedClockExtension } from '../../clock/extension-server.ts';
import { HostLostError } from '../../hosting/errors.ts';
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
    const dock = await this.#open();
    ignoredPorts.add(dock.relayPort);
    dock.reception.otherwise((...upgrade) => extension.upgrade(...upgrade));
    const { agentImage } = this.#options;
    const lab = new NetworkedLab(
      session,
      (ground) =>
        new DockerMachines(ground, {
          dock,
          yard: this,
          agentImage,
          takesLabClock: (host) => extension.has(host),
        }),
    );
    return networkedTerrain(stack.use(lab), extension, agentCommand);
  }

  /** The dock, opened anew when it could not be or its relay has gone. */
  async #open(): Promise<Dock> {
    const opening = (this.#dock ??= openDock(OWN_IMAGE));
    const forget = (): void => {
      if (this.#dock === opening) this.#dock = undefined;
    };
    opening.catch(forget);
    const dock = await opening;
    if (dock.relay.exit === undefined) return dock;
    forget();
    this.#machines.clear();
    await dock[Symbol.asyncDispose]();
    return this.#open();
  }

  /** The machine of that name; a new one when there is none yet. Throws ContainerStartError. */
  machine(dock: Dock, name: string, seed: string): Promise<StartedLabContainer> {
    const known = this.#machines.get(name);
    if (known !== undefined) return known;
    const conductor = `${RELAY}${dock.reception.path}`;
    const starting = startLabContainer(dock.ground, machineOf(name, dock.image, conductor, dock, seed));
    this.#machines.set(name, starting);
    starting.catch(() => this.#machines.delete(name));
    return starting;
  }

  /** The host of that name, serving one lab. One that could not be cleared after its last lab has ended itself. */
  async host(dock: Dock, name: string, session: SessionGround): Promise<DockerHost> {
    const first = await this.#serve(dock, name, session);
    if (!(first instanceof Error)) return first;
    const second = await this.#serve(dock, name, session);
    if (second instanceof Error) throw second;
    return second;
  }

  async #serve(dock: Dock, name: string, session: SessionGround): Promise<DockerHost | Error> {
    const container = await this.machine(dock, name, session.seed);
    if (container.exit !== undefined) await container.start();
    const ended = container.exited.then(({ code }) => endedError(container, code));
    using withdrawing = new DisposableStack();
    const withdrawn = withdrawing.adopt(new AbortController(), (controller) => controller.abort());
    const waiting = await Promise.race([dock.reception.take(name, withdrawn.signal), ended]);
    if (waiting instanceof Error) return waiting;
    const hosted = new HostSession(waiting, session);
    const begun = await Promise.race([hosted.begun, ended]).catch((error: unknown) => error);
    if (begun instanceof Error) return begun;
    return {
      name,
      pid: await pidOf(dock, container),
      control: hosted.control,
      sync: () => hosted.sync(),
      lost: hosted.lost.then(async () => endedError(container, (await container.exited).code)),
      session: hosted,
      container,
      addresses: (await hosted.begun).addresses,
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

function endedError(container: StartedLabContainer, code: number): Error {
  const lines = container.tail();
  const said = lines.length === 0 ? 'It printed nothing' : `Its last lines:\n  ${lines.join('\n  ')}`;
  return new HostLostError(container.name, `its container ended with code ${code}. ${said}`);
}

async function pidOf({ ground }: Dock, { id }: StartedLabContainer): Promise<number> {
  const { State } = await ground.docker.getContainer(id).inspect();
  return State.Pid;
}
