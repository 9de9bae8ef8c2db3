import type { LabProcess, Reach } from '../lab.ts';
import type { AgentHosts } from './agent-hosts.ts';
import type { Edge } from './parts/edge.ts';
import type { ForestPart } from './parts/forest.ts';
import type { Raising } from './raising.ts';
import type { Wires } from './wires.ts';

/** Where programs on this machine find the lab. */
export async function reachOf(wires: Wires, { names }: Edge, forest: ForestPart | undefined): Promise<Reach> {
  const domainControllers = (forest?.domainControllers ?? []).map(async (controller) => {
    const { name, dnsName, ldap, ldaps, gc, gcs } = controller;
    return {
      name,
      dnsName,
      ldap: await wires.open('WORKSTATION1', ldap),
      ldaps: await wires.open('WORKSTATION1', ldaps),
      ...(gc !== undefined && { gc: await wires.open('WORKSTATION1', gc) }),
      ...(gcs !== undefined && { gcs: await wires.open('WORKSTATION1', gcs) }),
    };
  });
  return { names, domainControllers: await Promise.all(domainControllers) };
}

/** The processes that carry the lab now; several components of one process are one. */
export function processesOf({ raised }: Raising, agents: AgentHosts): Promise<readonly LabProcess[]> {
  const found = new Map<number, string>([[process.pid, 'conductor']]);
  for (const { name, pid } of raised.values()) if (pid !== process.pid) found.set(pid, name);
  for (const host of agents.hosts()) {
    const agent = agents.get(host);
    if (agent.state === 'running') found.set(agent.pid, host);
  }
  return Promise.resolve([...found].map(([pid, component]) => ({ component, pid })));
}
