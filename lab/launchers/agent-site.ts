import { join } from 'node:path';
import type { Dispatcher } from 'undici';
import type { AgentLaunch, AgentRunner } from '../agent/index.ts';
import type { Terrain } from './terrain.ts';
import type { LabConfig } from '../config/index.ts';
import type { Ground } from './ground.ts';
import type { CloudPart } from './parts/cloud.ts';
import type { EgressPart } from './parts/egress.ts';
import type { ForestPart } from './parts/forest.ts';
import { cloudName } from './parts/cloud-name.ts';
import { trustOf } from './trust.ts';
import type { Wires } from './wires.ts';

export interface AgentSiteParts {
  readonly ground: Ground;
  readonly wires: Wires;
  readonly terrain: Terrain;
  readonly config: LabConfig;
  readonly forest: ForestPart | undefined;
  readonly cloud: CloudPart;
  readonly egress: EgressPart | undefined;
  /** The administrator's computer, for registrations without an agent. */
  readonly dispatcher: Dispatcher;
  readonly administratorToken: () => Promise<string>;
}

/** What every agent's host is given: its own links to the way out and the domain controllers, and nothing else. */
export class AgentSite {
  readonly #parts: AgentSiteParts;

  constructor(parts: AgentSiteParts) {
    this.#parts = parts;
  }

  /** Real milliseconds an agent may take to its ready line. */
  readonly readyWithinMs = 60_000;

  /** What agents run in. */
  get runner(): AgentRunner {
    return this.#parts.terrain.runner;
  }

  /** The shortest interval or limit an agent of this tenant is handed, in milliseconds. */
  get shortestIntervalMs(): number {
    const { bootstrap, answerLimit } = this.#parts.config.cloud.agents;
    return Math.min(bootstrap, answerLimit);
  }

  async describe(host: string, token: string, command?: readonly string[]): Promise<AgentLaunch> {
    const { ground, wires, terrain, config, forest, cloud, egress } = this.#parts;
    if (forest === undefined || egress === undefined)
      throw new Error(`the agent on ${host} needs a forest and an egress`);
    const proxy = await egress.proxyFor(host);
    const { version } = config.agents.find((one) => one.host === host) ?? {};
    const servers = (await wires.directory(host, forest)).map(({ name, host: at, port }) => {
      return { name, host: at, port };
    });
    return {
      host,
      command: command ?? terrain.agentCommand,
      trustPem: trustOf(ground, forest),
      clockUrl: this.#livesByTheWall(host) ? undefined : terrain.clockUrlFor(host),
      folder: join(ground.folder, 'agents', host),
      readyWithinMs: this.readyWithinMs,
      config: {
        tenantId: cloud.tenantId,
        registrationUrl: this.#registrationUrl,
        token,
        ...(proxy === undefined ? {} : { proxy: `http://${proxy.host}:${proxy.port}` }),
        ...(version === undefined ? {} : { agentVersion: version }),
        directory: { domain: forest.domain, netbios: forest.netbios, servers },
      },
    };
  }

  /** What a registration without an agent needs. */
  async registration(): Promise<{ url: string; token: string; dispatcher: Dispatcher }> {
    const { dispatcher, administratorToken } = this.#parts;
    return { url: this.#registrationUrl, token: await administratorToken(), dispatcher };
  }

  #livesByTheWall(host: string): boolean {
    return this.#parts.config.agents.some((agent) => agent.host === host && agent.clock === 'wall');
  }

  get #registrationUrl(): string {
    return `https://${cloudName(this.#parts.cloud, 'cloud/registration')}/v1/agents`;
  }
}
