import type { LabConfig } from '../../config/index.ts';
import { forestContract, type ForestControl } from '../../forest/index.ts';
import type { ForestFacts } from '../../hosting/facts.ts';
import { controlOn } from '../component-control.ts';
import type { Raising } from '../raising.ts';

/** The forest, as the rest of the estate knows it. */
export interface ForestPart extends ForestFacts {
  readonly control: ForestControl;
}

export async function startForestPart(
  { raise, wires }: Raising,
  config: LabConfig,
): Promise<ForestPart | undefined> {
  if (config.forest === undefined) return undefined;
  const host = await raise('forest');
  const facts = await host.control.startForest({ config: config.forest });
  const services = facts.domainControllers.flatMap(({ ldap, ldaps }) => [ldap, ldaps]);
  const placed = facts.domainControllers.flatMap(({ name: behind, dnsName: name, ldap, ldaps }) => [
    { name, port: 389, service: ldap, behind },
    { name, port: 636, service: ldaps, behind },
  ]);
  await wires.serve(host, placed);
  // A computer of the staff's, for directory tools: it may call every domain controller on every protocol.
  await Promise.all(services.map((service) => wires.open('WORKSTATION1', service)));
  return { ...facts, control: controlOn(host, 'forest', forestContract) };
}
