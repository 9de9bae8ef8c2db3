import { LineTail } from '../processes/line-tail.ts';
import { folderArchive } from './archive.ts';
import { watchRun, type ContainerRun } from './container-run.ts';
import { endpoint } from './create-options.ts';
import type { LabContainerDefinition } from './definition.ts';
import { isAbsent, translated } from './docker-errors.ts';
import type { ContainerGround } from './ground.ts';
import type { LabNetwork } from './lab-network.ts';
import { untilReady } from './readiness.ts';
import type { ContainerExit, ExecOutcome, StartedLabContainer } from './started-lab-container.ts';
import type { DockerContainer } from './testcontainers.ts';

const KEPT_LINES = 20;
const GRACE_MS = 5_000;

/** A container from its creation until it is removed. */
export class RunningContainer implements StartedLabContainer {
  readonly name: string;
  readonly id: string;
  readonly #ground: ContainerGround;
  readonly #definition: LabContainerDefinition;
  readonly #container: DockerContainer;
  readonly #tail = new LineTail(KEPT_LINES);
  #run: ContainerRun | undefined;

  /** Of a container that is created, and not started yet. */
  constructor(ground: ContainerGround, definition: LabContainerDefinition, id: string) {
    this.name = definition.name;
    this.id = id;
    this.#ground = ground;
    this.#definition = definition;
    this.#container = ground.docker.getContainer(id);
  }

  /** Joins the networks beside the first, and listens: both before the program's first instruction. */
  async prepare(): Promise<void> {
    for (const { network } of (this.#definition.networks ?? []).slice(1)) await this.reconnect(network);
    await this.#watch();
  }

  get exited(): Promise<ContainerExit> {
    return this.#current().exited;
  }

  get exit(): ContainerExit | undefined {
    return this.#run?.exit();
  }

  tail(lines = KEPT_LINES): readonly string[] {
    return this.#tail.lines().slice(-lines);
  }

  /** Awaits that the present run is ready; throws ContainerStartError. */
  async ready(signal?: AbortSignal): Promise<void> {
    const [definition, container, run] = [this.#definition, this.#container, this.#current()];
    await untilReady({ definition, container, run, started: this, tail: () => this.tail() }, signal);
  }

  async start(signal?: AbortSignal): Promise<void> {
    if (this.#run !== undefined && this.exit === undefined) return;
    await this.#watch();
    await this.#container.start().catch((error: unknown) => {
      throw translated(this.#definition, error);
    });
    await this.ready(signal);
  }

  async stop(graceMs: number = GRACE_MS): Promise<ContainerExit> {
    if (this.exit === undefined)
      await this.#container.stop({ t: Math.ceil(graceMs / 1000) }).catch(unlessOver);
    return this.exited;
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.exit === undefined) await this.#container.kill({ signal }).catch(unlessOver);
  }

  async pause(): Promise<void> {
    await this.#container.pause();
  }

  async unpause(): Promise<void> {
    await this.#container.unpause();
  }

  async ip(network: LabNetwork): Promise<string> {
    const { NetworkSettings } = await this.#container.inspect();
    const address = NetworkSettings.Networks[network.name]?.IPAddress;
    if (address === undefined || address === '') {
      throw new Error(
        `container ${this.name} has no address in network ${network.name}: it is not running there`,
      );
    }
    return address;
  }

  async mappedPort(port: number): Promise<number> {
    const { NetworkSettings } = await this.#container.inspect();
    const mapped = NetworkSettings.Ports[`${port}/tcp`]?.[0]?.HostPort;
    if (mapped === undefined) {
      throw new Error(
        `container ${this.name} publishes no port ${port}: it is stopped, or its definition names none`,
      );
    }
    return Number(mapped);
  }

  async disconnect(network: LabNetwork): Promise<void> {
    await this.#ground.docker.getNetwork(network.id).disconnect({ Container: this.id, Force: true });
  }

  async reconnect(network: LabNetwork): Promise<void> {
    const attachment = this.#definition.networks?.find((one) => one.network.id === network.id) ?? { network };
    const options = { Container: this.id, EndpointConfig: endpoint(attachment) };
    await this.#ground.docker.getNetwork(network.id).connect(options);
  }

  async exec(command: readonly string[]): Promise<ExecOutcome> {
    const { exitCode, output } = await this.#ground.runtime.container.exec(this.#container, [...command]);
    return { exitCode, output };
  }

  async rewrite(content: Readonly<Record<string, string>>): Promise<void> {
    const { folder } = this.#definition;
    if (folder === undefined) throw new Error(`container ${this.name} has no folder to write to`);
    await this.#container.putArchive(folderArchive({ ...folder, content }), { path: folder.at });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#container.remove({ force: true, v: true }).catch((error: unknown) => {
      if (!isAbsent(error)) throw error;
    });
  }

  async #watch(): Promise<void> {
    const { onLine = () => undefined, onExit } = this.#definition;
    this.#run = await watchRun(this.#ground, this.#container, this.#tail.stream(), onLine);
    if (onExit !== undefined) void this.#run.exited.then(onExit);
  }

  #current(): ContainerRun {
    if (this.#run === undefined) throw new Error(`container ${this.name} has not been started`);
    return this.#run;
  }
}

/** It has ended between the look and the call. */
function unlessOver(error: unknown): void {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (status !== 304 && status !== 404 && status !== 409) throw error;
}
