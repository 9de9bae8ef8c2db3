import type { LabConfig } from '../../config/index.ts';
import type { OutsideForest } from '../../external-forest/index.ts';
import { forestContract, type ForestControl } from '../../forest/index.ts';
import type { DomainControllerFacts, ForestFacts } from '../../hosting/facts.ts';
import { controlOn } from '../component-control.ts';
import type { EstateHost } from '../estate-host.ts';
import type { Raising } from '../raising.ts';

/** The forest, as the rest of the estate knows it. */
export interface ForestPart extends ForestFacts {
  readonly control: ForestControl;
}

export async function startForestPart(
  { raise, wires }: Raising,
  config: LabConfig,
  outside: OutsideForest | undefined,
  stack: AsyncDisposableStack,
): Promise<ForestPart | undefined> {
  if (config.forest === undefined) return undefined;
  const host = await raise('forest');
  // What a lab has made in a real domain is gone before the lab is.
  if (outside !== undefined) stack.defer(() => clearUp(host));
  const facts = await host.control.startForest({ config: config.forest, outside });
  const placed = facts.domainControllers.flatMap(portsOf);
  const services = placed.map(({ service }) => service);
  await wires.serve(host, placed);
  // A computer of the staff's, for directory tools: it may call every domain controller on every protocol.
  await Promise.all(services.map((service) => wires.open('WORKSTATION1', service)));
  return { ...facts, control: controlOn(host, 'forest', forestContract) };
}

/** A host that was lost has left behind what the next lab sweeps. */
async function clearUp(host: EstateHost): Promise<void> {
  await Promise.race([host.control.stop({}), host.lost]);
}

/** The ports of a domain controller; only a global catalog has the last two. */
function portsOf({ name: behind, dnsName: name, ldap, ldaps, gc, gcs }: DomainControllerFacts) {
  const ports = [
    [389, ldap],
    [636, ldaps],
    [3268, gc],
    [3269, gcs],
  ] as const;
  return ports.flatMap(([port, service]) => (service === undefined ? [] : [{ name, port, service, behind }]));
}
