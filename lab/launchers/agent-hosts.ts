import type { KeyObject } from 'node:crypto';
import {
  defineAgent,
  generateAgentKey,
  registerAgent,
  type AgentDefinition,
  type StartedAgent,
} from '../agent/index.ts';
import type { Ground } from './ground.ts';
import { wallAfter } from '../clock/wall.ts';
import { FrozenUntimedError } from '../clock/errors.ts';
import { AgentHostError } from './errors.ts';
import type { AgentSite } from './agent-site.ts';

/** Real milliseconds for which an agent's end is waited for, SIGKILL after its grace included. */
const ENDING_MS = 20_000;

/** Real milliseconds for which the ready line of an agent that is on the lab clock holds that clock. */
const READY_LINE_MS = 1_500;

/** Hosts that carry an authentication agent, each agent a process of its own. */
export class AgentHosts implements AsyncDisposable {
  readonly #ground: Ground;
  readonly #site: AgentSite;
  readonly #definitions = new Map<string, AgentDefinition>();
  readonly #started = new Map<string, StartedAgent>();
  readonly #booting = new Set<Promise<StartedAgent>>();
  readonly #ending = new AbortController();
  #fillerKey: Promise<KeyObject> | undefined;
  #fillers = 0;

  constructor(ground: Ground, site: AgentSite) {
    this.#ground = ground;
    this.#site = site;
  }

  /** Hosts that have an agent now, running or not. */
  hosts(): string[] {
    return [...this.#started.keys()];
  }

  has(host: string): boolean {
    return this.#started.has(host);
  }

  /** Throws AgentHostError. */
  get(host: string): StartedAgent {
    const agent = this.#started.get(host);
    if (agent === undefined) throw new AgentHostError(host, this.hosts());
    return agent;
  }

  /** Installs an agent, registers it under the administrator's token, and waits until it listens. */
  async install(host: string, token: string, command?: readonly string[]): Promise<StartedAgent> {
    const definition = defineAgent(await this.#site.describe(host, token, command), {
      runner: this.#site.runner,
      history: this.#ground.history,
    });
    this.#definitions.set(host, definition);
    return this.#start(host, definition);
  }

  /** Starts an agent that was killed or stopped; it keeps its registration. */
  async restart(host: string): Promise<StartedAgent> {
    const definition = this.#definitions.get(host);
    if (definition === undefined) throw new AgentHostError(host, this.hosts());
    return this.#start(host, definition);
  }

  /** SIGKILL: what the agent had in hand is lost. */
  async kill(host: string): Promise<void> {
    const agent = this.get(host);
    await this.#inRealTime(host, 'its agent is killed', agent.kill());
    await this.#left(host);
  }

  /** SIGTERM: the agent drains. */
  async stop(host: string): Promise<void> {
    await this.#inRealTime(host, 'its agent drains', this.get(host).stop());
    await this.#left(host);
  }

  /** SIGSTOP: connections stay, nothing is answered. */
  async pause(host: string): Promise<void> {
    this.#ground.extension.suspend(host);
    await this.get(host).pause();
  }

  /** SIGCONT. */
  async unpause(host: string): Promise<void> {
    await this.get(host).resume();
    this.#ground.extension.resume(host);
  }

  /** Drains and removes the agent; the tenant's list keeps it as inactive until it ages out. */
  async uninstall(host: string): Promise<void> {
    await this.stop(host);
    const definition = this.#definitions.get(host);
    await this.#inRealTime(host, 'its agent is removed', definition?.uninstall() ?? Promise.resolve());
    this.#started.delete(host);
    this.#definitions.delete(host);
  }

  /** Registers agents that never run, as forgotten ones do. They share one key, since none ever decrypts. */
  async registerFillers(count: number): Promise<void> {
    const clock = this.#ground.clock.for('fillers');
    this.#fillerKey ??= generateAgentKey();
    const registration = await this.#site.registration();
    for (let nth = 0; nth < count; nth++) {
      await registerAgent({
        ...registration,
        clock,
        key: this.#fillerKey,
        machineName: `FILLER${++this.#fillers}`,
      });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort(new Error('the lab goes down'));
    await Promise.allSettled(this.#booting);
    await Promise.all([...this.#started.values()].map((agent) => agent.end()));
  }

  async #start(host: string, definition: AgentDefinition): Promise<StartedAgent> {
    const { clock, extension } = this.#ground;
    const starting = definition.start(this.#ending.signal);
    this.#booting.add(starting);
    const settled = starting.then(
      () => undefined,
      () => undefined,
    );
    // The process boots in real time; from the moment it takes the lab clock it answers for itself.
    const joining = Promise.race([extension.joined(host), settled]);
    await clock.for(host).busy('its agent boots', joining, this.#site.readyWithinMs);
    // Its ready line comes by another way than what it does; one that needs lab time to get ready is given it then.
    const late = new Promise<void>((resolve) => wallAfter(READY_LINE_MS, resolve));
    const saying = Promise.race([settled, late]);
    await clock.for(host).busy('its agent gets ready', saying);
    const agent = await starting.finally(() => this.#booting.delete(starting));
    this.#started.set(host, agent);
    if (!extension.has(host)) await this.#liveByTheWall(host, agent);
    return agent;
  }

  /** An agent without the clock extension. Throws FrozenUntimedError on a frozen clock, and ends the agent. */
  async #liveByTheWall(host: string, agent: StartedAgent): Promise<void> {
    const { clock } = this.#ground;
    const leave = clock.joinUntimed({ name: host, shortestIntervalMs: () => this.#site.shortestIntervalMs });
    void agent.exited.then(leave);
    if (clock.mode === 'flowing') return;
    await this.#inRealTime(host, 'its agent ends', agent.end());
    throw new FrozenUntimedError(host);
  }

  /** A process ends in real time, and moves no byte meanwhile. */
  #inRealTime(host: string, what: string, work: Promise<void>): Promise<void> {
    return this.#ground.clock.for(host).busy(what, work, ENDING_MS);
  }

  async #left(host: string): Promise<void> {
    const { clock, extension } = this.#ground;
    await extension.dismiss(host);
    // Whoever was connected to it hears of its end by way of the proxy, in real time.
    if (clock.mode === 'frozen') await clock.settle(`after the agent on ${host} has ended`);
  }
}
