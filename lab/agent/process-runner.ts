import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from '../processes/child.ts';
import type { Janitor } from '../processes/janitor.ts';
import { READY, type AgentLaunch, type AgentRunner } from './launch.ts';
import { AgentFiles } from './launch-files.ts';

const READY_WITHIN_MS = 10_000;

/** Runs agents as child processes of this one. */
export function processRunner(janitor: Janitor): AgentRunner {
  return {
    start: async (launch, signal) => {
      const files = new AgentFiles(launch.folder);
      files.write(launch.host, launch.config, launch.trustPem);
      try {
        return await startChild(childOf(launch, files), janitor, signal);
      } finally {
        files.forgetToken();
      }
    },
    remove: async ({ folder }) => new AgentFiles(folder).remove(),
  };
}

function childOf(launch: AgentLaunch, files: AgentFiles): Parameters<typeof startChild>[0] {
  const [command = process.execPath, ...args] = launch.command ?? [process.execPath, referenceAgent()];
  const { host, readyWithinMs = READY_WITHIN_MS } = launch;
  return {
    name: `agent ${host}`,
    command,
    args,
    env: {
      ...inherited(),
      // Where Node keeps compiled code anyway; told before the first module, it serves that one too.
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(tmpdir(), 'node-compile-cache'),
      ...agentEnvironment(launch, files.config),
    },
    ready: READY,
    readyWithinMs,
  };
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    ['PATH', 'TMPDIR'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The environment of the agent contract, section 6. */
export function agentEnvironment(
  { config, clockUrl, env }: AgentLaunch,
  configPath: string,
): Record<string, string> {
  return {
    PTALAB_AGENT_CONFIG: configPath,
    ...(clockUrl === undefined ? {} : { PTALAB_CLOCK_URL: clockUrl }),
    ...(config.proxy === undefined ? {} : { HTTPS_PROXY: config.proxy, HTTP_PROXY: config.proxy }),
    ...env,
  };
}

function referenceAgent(): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './main.js', import.meta.url));
}
