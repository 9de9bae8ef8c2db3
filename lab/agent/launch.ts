import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HistorySink } from '../history/history.ts';
import { startChild } from '../processes/child.ts';
import type { Janitor } from '../processes/janitor.ts';
import { AgentFiles, type AgentSettings } from './launch-files.ts';
import { RunningAgent, type StartedAgent } from './started-agent.ts';

export type { AgentSettings } from './launch-files.ts';
export type { AgentState, StartedAgent } from './started-agent.ts';

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

export interface AgentLaunchPorts {
  readonly janitor: Janitor;
  readonly history: HistorySink;
}

export interface AgentDefinition {
  readonly host: string;
  /** Throws ChildStartError with the exit code and the last 20 lines. */
  start(signal?: AbortSignal): Promise<StartedAgent>;
  /** Stops it and removes what it knew; the service still lists it until it ages out. */
  uninstall(): Promise<void>;
}

const READY = /^ready agent ([0-9a-f-]{36})$/;
const READY_WITHIN_MS = 10_000;

/**
 * An agent that can be started, and started again with the registration it has. Whoever starts it on a frozen lab
 * clock holds that clock still until the process has joined it.
 */
export function defineAgent(options: AgentLaunch, ports: AgentLaunchPorts): AgentDefinition {
  const files = new AgentFiles(options.folder);
  let running: StartedAgent | undefined;
  return {
    host: options.host,
    start: async (signal) => {
      if (running?.state === 'running')
        throw new Error(`${options.host} runs an agent already, and a host has one`);
      running = await startAgent(options, files, ports, signal);
      return running;
    },
    uninstall: async () => {
      await running?.stop();
      files.remove();
    },
  };
}

async function startAgent(
  options: AgentLaunch,
  files: AgentFiles,
  ports: AgentLaunchPorts,
  signal: AbortSignal | undefined,
): Promise<StartedAgent> {
  files.write(options.host, options.config, options.trustPem);
  try {
    return new RunningAgent(
      options.host,
      await startChild(childOf(options, files), ports.janitor, signal),
      ports.history,
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    ports.history.append({ component: options.host, kind: 'agent.notStarted', volatile: { reason } });
    throw error;
  } finally {
    files.forgetToken();
  }
}

function childOf(options: AgentLaunch, files: AgentFiles): Parameters<typeof startChild>[0] {
  const [command = process.execPath, ...args] = options.command ?? [process.execPath, referenceAgent()];
  const { host: name, readyWithinMs = READY_WITHIN_MS } = options;
  return {
    name: `agent ${name}`,
    command,
    args,
    env: environmentOf(options, files),
    ready: READY,
    readyWithinMs,
  };
}

function referenceAgent(): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './main.js', import.meta.url));
}

function environmentOf({ config, clockUrl, env }: AgentLaunch, files: AgentFiles): Record<string, string> {
  const kept = ['PATH', 'TMPDIR'].map((name) => [name, process.env[name]] as const);
  const all: Record<string, string | undefined> = {
    ...Object.fromEntries(kept),
    // Where Node keeps compiled code anyway; told before the first module, it serves that one too.
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(tmpdir(), 'node-compile-cache'),
    PTALAB_AGENT_CONFIG: files.config,
    PTALAB_CLOCK_URL: clockUrl,
    HTTPS_PROXY: config.proxy,
    HTTP_PROXY: config.proxy,
    ...env,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
