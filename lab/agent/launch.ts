import type { HistorySink } from '../history/history.ts';
import type { AgentSettings } from './launch-files.ts';
import { RunningAgent, type AgentProcess, type StartedAgent } from './started-agent.ts';

export type { AgentSettings } from './launch-files.ts';
export type { AgentProcess, AgentState, StartedAgent } from './started-agent.ts';

/** How to run an agent on a simulated host: the reference agent, or any command that keeps the contract in its place. */
export interface AgentLaunch {
  /** The simulated host, such as `AGENT1`; the agent's machine name. */
  readonly host: string;
  /** Program and arguments; the reference agent unless told. */
  readonly command?: readonly string[] | undefined;
  readonly config: AgentSettings;
  /** Authorities that the host trusts, PEM. */
  readonly trustPem: string;
  /** PTALAB_CLOCK_URL; without it the agent lives by the wall. */
  readonly clockUrl?: string | undefined;
  /** The host's own folder: configuration, and the state that outlives a restart. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Real milliseconds to the ready line. */
  readonly readyWithinMs?: number | undefined;
}

/** What runs an agent: a child process here, or a container. */
export interface AgentRunner {
  /** Starts it, with what an earlier start has left to it. Throws ChildStartError, ContainerStartError. */
  start(launch: AgentLaunch, signal?: AbortSignal): Promise<AgentProcess>;
  /** Removes what it knew. */
  remove(launch: AgentLaunch): Promise<void>;
}

export interface AgentLaunchPorts {
  readonly runner: AgentRunner;
  readonly history: HistorySink;
}

export interface AgentDefinition {
  readonly host: string;
  /** Throws ChildStartError with the exit code and the last 20 lines. */
  start(signal?: AbortSignal): Promise<StartedAgent>;
  /** Stops it and removes what it knew; the service still lists it until it ages out. */
  uninstall(): Promise<void>;
}

/** What an agent prints once it listens. */
export const READY = /^ready agent ([0-9a-f-]{36})$/;
/**
 * An agent that can be started, and started again with the registration it has. Whoever starts it on a frozen lab
 * clock holds that clock still until the process has joined it.
 */
export function defineAgent(options: AgentLaunch, ports: AgentLaunchPorts): AgentDefinition {
  let running: StartedAgent | undefined;
  return {
    host: options.host,
    start: async (signal) => {
      if (running?.state === 'running')
        throw new Error(`${options.host} runs an agent already, and a host has one`);
      running = await startAgent(options, ports, signal);
      return running;
    },
    uninstall: async () => {
      await running?.stop();
      await ports.runner.remove(options);
    },
  };
}

async function startAgent(
  options: AgentLaunch,
  { runner, history }: AgentLaunchPorts,
  signal: AbortSignal | undefined,
): Promise<StartedAgent> {
  try {
    return new RunningAgent(options.host, await runner.start(options, signal), history);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    history.append({ component: options.host, kind: 'agent.notStarted', volatile: { reason } });
    throw error;
  }
}
