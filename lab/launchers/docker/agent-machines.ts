import {
  agentConfigText,
  agentEnvironment,
  READY,
  type AgentLaunch,
  type AgentProcess,
  type AgentRunner,
} from '../../agent/index.ts';
import { startLabContainer, type StartedLabContainer } from '../../containers/index.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Dock } from './dock.ts';
import type { Introductions } from '../networked/introductions.ts';
import { namesInside } from './definitions.ts';

export interface AgentMachinesOptions {
  readonly dock: Dock;
  /** Holds the lab clock while the engine is asked. */
  readonly boot: Clock;
  readonly introductions: Introductions;
  readonly agentImage: string | undefined;
}

interface Machine {
  readonly container: StartedLabContainer;
  /** The last ready line. */
  readonly ready: () => RegExpMatchArray | undefined;
}

/** The agent's folder in its container; it outlives a restart. */
const FOLDER = '/var/lib/ptalab-agent';
const READY_MS = 60_000;

let made = 0;

/** Agents, each in a container of its own, of the lab's image or of any that keeps the agent contract. */
export class AgentMachines implements AsyncDisposable {
  readonly runner: AgentRunner;
  readonly #options: AgentMachinesOptions;
  readonly #machines = new Map<string, Machine>();

  constructor(options: AgentMachinesOptions) {
    this.#options = options;
    this.runner = {
      start: (launch, signal) => this.#start(launch, signal),
      remove: ({ host }) => this.#remove(host),
    };
  }

  get(host: string): StartedLabContainer | undefined {
    return this.#machines.get(host)?.container;
  }

  machines(): [string, StartedLabContainer][] {
    return [...this.#machines].map(([host, { container }]) => [host, container]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#machines.keys()].map((host) => this.#remove(host)));
  }

  async #remove(host: string): Promise<void> {
    const machine = this.#machines.get(host);
    this.#machines.delete(host);
    await machine?.container[Symbol.asyncDispose]();
  }

  async #start(launch: AgentLaunch, signal: AbortSignal | undefined): Promise<AgentProcess> {
    const known = this.#machines.get(launch.host);
    if (known !== undefined) await known.container.start(signal);
    const machine = known ?? (await this.#make(launch, signal));
    this.#machines.set(launch.host, machine);
    const { dock, boot } = this.#options;
    const asking = dock.ground.docker.getContainer(machine.container.id).inspect();
    const { State } = await boot.busy('asking the engine', asking);
    return processIn(machine, State.Pid, () => this.#remove(launch.host));
  }

  /** A machine with an address of its own, known to all before its agent's first call. */
  async #make(launch: AgentLaunch, signal: AbortSignal | undefined): Promise<Machine> {
    const { dock, boot, introductions, agentImage } = this.#options;
    const { host, command } = launch;
    const nth = ++made;
    const ip = dock.addresses.next();
    await introductions.introduce(host, [ip]);
    let ready: RegExpMatchArray | undefined;
    const image = command === undefined ? (agentImage ?? dock.image) : dock.image;
    const own = agentImage === undefined || command !== undefined;
    const [entry, ...rest] = command ?? [];
    const container = await startLabContainer(
      dock.ground,
      {
        name: `${host}-${nth}`,
        image,
        ...(entry === undefined ? {} : { entrypoint: [entry], command: rest }),
        ...(entry === undefined && own ? { command: ['agent'] } : {}),
        env: agentEnvironment(launch, `${FOLDER}/agent.json`),
        networks: [{ network: dock.networks.corporate, aliases: [host.toLowerCase()], ip }],
        ...namesInside(dock.addresses),
        folder: { at: FOLDER, content: contentOf(launch) },
        tmpfs: { '/tmp': 'rw,size=32m,mode=1777' },
        readOnly: own,
        openStdin: true,
        onLine: (line) => (ready = READY.exec(line) ?? ready),
        ready: { line: READY },
        readyWithinMs: launch.readyWithinMs ?? READY_MS,
      },
      signal,
    );
    // It is registered, and needs the administrator's token no more.
    await boot.busy('taking the token away', container.rewrite({ token: '' }));
    return { container, ready: () => ready };
  }
}

function contentOf({ host, config, trustPem }: AgentLaunch): Record<string, string | undefined> {
  return {
    'agent.json': agentConfigText(FOLDER, host, config),
    'trust.pem': trustPem,
    token: config.token ?? '',
    state: undefined,
  };
}

/** The container as the process it carries; a stop without grace removes it, as its lab is over. */
function processIn({ container, ready }: Machine, pid: number, remove: () => Promise<void>): AgentProcess {
  const exited = container.exited.then(({ code }) => ({ code, signal: null }));
  let exit: Awaited<typeof exited> | undefined;
  void exited.then((how) => (exit = how));
  return {
    pid,
    ready: ready() ?? [''],
    exited,
    get exit() {
      return exit;
    },
    tail: () => container.tail(),
    signal: async (signal) => {
      if (signal === 'SIGSTOP') await container.pause();
      else if (signal === 'SIGCONT') await container.unpause().catch(() => undefined);
      else await container.kill(signal);
    },
    stop: async (graceMs) => {
      if (graceMs !== 0) await container.stop(graceMs);
      else await remove();
      return graceMs === 0 ? { code: null, signal: 'SIGKILL' } : exited;
    },
  };
}
