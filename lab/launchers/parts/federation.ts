import type { LabConfig } from '../../config/index.ts';
import { federationContract, type FederationControl } from '../../federation/index.ts';
import type { NamedService } from '../../hosting/facts.ts';
import { controlOn } from '../component-control.ts';
import type { Raising } from '../raising.ts';
import type { CloudPart } from './cloud.ts';
import type { ForestPart } from './forest.ts';

/** The AD FS farm, as the rest of the estate knows it. */
export interface FederationPart {
  readonly hosts: readonly NamedService[];
  readonly control: FederationControl;
}

/** Starts the farm and federates its domains with it, as `New-MgDomainFederationConfiguration` does. */
export async function startFederationPart(
  { raise, wires }: Raising,
  config: LabConfig,
  forest: ForestPart | undefined,
  cloud: CloudPart,
): Promise<FederationPart | undefined> {
  if (config.federation === undefined || forest === undefined) return undefined;
  const [host, directory] = await Promise.all([
    raise('federation'),
    wires.directory(config.federation.host, forest),
  ]);
  const farm = await host.control.startFederation({ config: config.federation, directory });
  // Devices reach the farm through a Web Application Proxy, as it has no leg outside the corporate network.
  await wires.serve(
    host,
    farm.hosts.map((one) => ({ ...one, behind: 'WAP1' })),
  );
  const { issuerUris, ...settings } = farm.settings;
  for (const [domain, issuerUri] of Object.entries(issuerUris)) {
    await cloud.control.setFederation({ domain, issuerUri, ...settings });
  }
  return { hosts: farm.hosts, control: controlOn(host, 'federation', federationContract) };
}
