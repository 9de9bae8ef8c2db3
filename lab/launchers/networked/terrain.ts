import type { StartedClockExtension } from '../../clock/extension-server.ts';
import type { Terrain } from '../terrain.ts';
import type { NetworkedLab } from './networked-lab.ts';

/** A networked lab as what a lab is raised on. */
export async function networkedTerrain(
  lab: NetworkedLab,
  extension: StartedClockExtension,
  agentCommand: readonly string[] | undefined,
): Promise<Terrain> {
  await lab.begin();
  const { machines } = lab;
  return {
    hosts: lab,
    placement: lab,
    runner: machines.runner,
    agentCommand,
    clockUrlFor: (host) => `${machines.conductor}${extension.pathFor(host)}`,
    containers: machines.control,
  };
}
