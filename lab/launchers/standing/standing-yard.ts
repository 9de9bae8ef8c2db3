import type { StartedClockExtension } from '../../clock/extension-server.ts';
import { wallDeadline } from '../../clock/wall.ts';
import { HostSession, type SessionGround } from '../../hosting/host-session.ts';
import { Reception } from '../../hosting/reception.ts';
import { NetworkedLab } from '../networked/networked-lab.ts';
import { networkedTerrain } from '../networked/terrain.ts';
import type { MachineHost } from '../networked/machines.ts';
import type { Terrain } from '../terrain.ts';
import { StandingHostError } from './errors.ts';
import { StandingMachines } from './standing-machines.ts';

export interface StandingYardOptions {
  /** What hosts show when they dial in. */
  readonly token: string;
  readonly bind?: string;
  readonly port?: number;
  /** Where hosts find this process, for agents: `ws://lab:7400`. */
  readonly conductor: string;
  /** Real milliseconds for which a host is waited for that has not dialled in; 30 s unless told. */
  readonly dialInMs?: number;
}

const DIAL_IN_MS = 30_000;

/** Hosts that somebody else has raised, such as a compose file: they dial in, and serve one lab after another. */
export class StandingYard implements AsyncDisposable {
  readonly #options: StandingYardOptions;
  readonly #reception: Reception;

  constructor(options: StandingYardOptions) {
    this.#options = options;
    this.#reception = new Reception(options.token);
  }

  /** Lets hosts in from now on; returns the port. */
  open(): Promise<number> {
    return this.#reception.listen(this.#options.bind, this.#options.port);
  }

  /** The terrain of one lab. */
  terrain(
    session: SessionGround,
    extension: StartedClockExtension,
    agentCommand: readonly string[] | undefined,
    stack: AsyncDisposableStack,
  ): Promise<Terrain> {
    this.#reception.otherwise((...upgrade) => extension.upgrade(...upgrade));
    const { conductor } = this.#options;
    const lab = new NetworkedLab(
      session,
      (ground) => new StandingMachines(ground, { yard: this, conductor }),
    );
    return networkedTerrain(stack.use(lab), extension, agentCommand);
  }

  /** The host of that name, serving one lab. Throws StandingHostError when it does not dial in; `signal` ends the wait. */
  async host(name: string, session: SessionGround, signal?: AbortSignal): Promise<MachineHost> {
    signal?.throwIfAborted();
    const late = (): Error => new StandingHostError(name, this.#reception.waiting());
    using withdrawing = new DisposableStack();
    const withdrawn = withdrawing.adopt(new AbortController(), (controller) => controller.abort());
    const dialling = this.#reception.take(
      name,
      signal === undefined ? withdrawn.signal : AbortSignal.any([withdrawn.signal, signal]),
    );
    dialling.catch(() => undefined);
    const waiting = await wallDeadline(this.#options.dialInMs ?? DIAL_IN_MS, dialling, late);
    const hosted = new HostSession(waiting, session);
    const { pid, addresses } = await hosted.begun;
    return {
      name,
      pid,
      addresses,
      control: hosted.control,
      session: hosted,
      sync: () => hosted.sync(),
      lost: hosted.lost,
      [Symbol.asyncDispose]: () => hosted[Symbol.asyncDispose](),
    };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#reception[Symbol.asyncDispose]();
  }
}
