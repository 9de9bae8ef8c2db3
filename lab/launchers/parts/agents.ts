import type { LabConfig } from '../../config/index.ts';
import type { AgentHosts } from '../agent-hosts.ts';
import type { Edge } from './edge.ts';

/** Installs every agent of the lab's description, side by side. */
export async function startAgents(agents: AgentHosts, config: LabConfig, edge: Edge): Promise<void> {
  const wanted = config.agents;
  if (wanted.length === 0) return;
  const token = await edge.administratorToken();
  await Promise.all(wanted.map(({ host, command }) => agents.install(host, token, command)));
}
