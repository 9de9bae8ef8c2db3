import { z } from 'zod';
import type { StartedAgent } from '../../agent/index.ts';
import { inlineControl, method, nothing, type Control } from '../../control/control.ts';
import type { AgentHosts } from '../agent-hosts.ts';

const host = z.object({ host: z.string() }).strict();
const agent = z.object({
  host: z.string(),
  agentId: z.string(),
  pid: z.number(),
  state: z.enum(['running', 'killed', 'stopped', 'exited']),
  /** The last lines of its output, oldest first. */
  tail: z.array(z.string()),
});
const install = z
  .object({
    host: z.string(),
    /** The program to run in place of the reference agent, and its arguments. */
    command: z.array(z.string()).min(1).optional(),
  })
  .strict();

/** The hosts that carry authentication agents, and what can be done to the agents' processes. */
export const agentsContract = {
  list: method(nothing, z.object({ agents: z.array(agent) })),
  agent: method(host, agent),
  /** Installs an agent under the administrator's name and waits until it listens. */
  install: method(install, agent),
  /** Starts an agent that was killed or stopped; it keeps its registration. */
  restart: method(host, agent),
  /** SIGKILL: what it had in hand is lost. */
  kill: method(host, nothing),
  /** SIGTERM: it drains. */
  stop: method(host, nothing),
  /** SIGSTOP: connections stay, nothing is answered. */
  pause: method(host, nothing),
  /** SIGCONT. */
  unpause: method(host, nothing),
  /** Drains and removes it; the tenant lists it as inactive until it ages out. */
  uninstall: method(host, nothing),
  /** Registers agents that never run, as forgotten ones do. */
  registerFillers: method(z.object({ count: z.number().int().min(1).max(100) }).strict(), nothing),
  status: method(nothing, z.object({ installed: z.number(), running: z.number() })),
};

export type AgentsControl = Control<typeof agentsContract>;

export function agentsControl(agents: AgentHosts, administratorToken: () => Promise<string>): AgentsControl {
  const all = (): StartedAgent[] => agents.hosts().map((name) => agents.get(name));
  return inlineControl('agents', agentsContract, {
    list: async () => ({ agents: await Promise.all(all().map(report)) }),
    agent: ({ host: name }) => report(agents.get(name)),
    install: async ({ host: name, command }) =>
      report(await agents.install(name, await administratorToken(), command)),
    restart: async ({ host: name }) => report(await agents.restart(name)),
    kill: ({ host: name }) => agents.kill(name),
    stop: ({ host: name }) => agents.stop(name),
    pause: ({ host: name }) => agents.pause(name),
    unpause: ({ host: name }) => agents.unpause(name),
    uninstall: ({ host: name }) => agents.uninstall(name),
    registerFillers: ({ count }) => agents.registerFillers(count),
    status: () => ({
      installed: all().length,
      running: all().filter(({ state }) => state === 'running').length,
    }),
  });
}

async function report(one: StartedAgent): Promise<z.input<typeof agent>> {
  const { host: name, agentId, pid } = one;
  const tail = [...(await one.tail())];
  return { host: name, agentId, pid, state: one.state, tail };
}
