import type { LabConfig } from '../../config/index.ts';
import {
  federationContract,
  forCloud,
  nodeNames,
  type FederationControl,
  type FederationSettings,
} from '../../federation/index.ts';
import type { NamedService } from '../../hosting/facts.ts';
import type { NameTable } from '../../hosting/orders.ts';
import type { DirectoryServer } from '../../ldap/directory-server.ts';
import { controlOn } from '../component-control.ts';
import type { Raising } from '../raising.ts';
import type { CloudPart } from './cloud.ts';
import { cloudName } from './cloud-name.ts';
import type { ForestPart } from './forest.ts';

/** The AD FS farm, as the rest of the estate knows it. */
export interface FederationPart {
  /** Outside: its proxy. */
  readonly hosts: readonly NamedService[];
  /** Where a computer of the staff's finds the farm itself, past the proxy. */
  readonly insideNames: NameTable;
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
  const relyingParty = forCloud(config.federation.relyingParty, cloudName(cloud, 'cloud/login'));
  const described = { ...config.federation, relyingParty };
  const [host, order] = await Promise.all([raise('federation'), orderFor(wires, described, forest)]);
  const farm = await host.control.startFederation(order);
  // Devices reach the farm through a Web Application Proxy, as it has no leg outside the corporate network.
  await wires.serve(
    host,
    farm.hosts.map((one) => ({ ...one, behind: 'WAP1' })),
  );
  await wires.serve(host, farm.insideHosts);
  const insideNames = await wires.names('WORKSTATION1', farm.insideHosts);
  await tell(cloud, farm.settings);
  const control = controlOn(host, 'federation', federationContract);
  const updateTrust = async (): Promise<FederationSettings> => {
    const settings = await control.updateTrust({});
    await tellAgain(cloud, settings);
    return settings;
  };
  return { hosts: farm.hosts, insideNames, control: { ...control, updateTrust } };
}

type Described = NonNullable<LabConfig['federation']>;

async function orderFor(wires: Raising['wires'], config: Described, forest: ForestPart) {
  const [first = config.host, ...others] = nodeNames(config);
  const service = `svc-connect@${forest.domain}`;
  const directories: Record<string, readonly DirectoryServer[]> = {};
  for (const name of others) directories[name] = await wires.directory(name, forest);
  return {
    config,
    directory: await wires.directory(first, forest),
    directories,
    serviceAccount: { upn: service, ...(await forest.control.passwordOf({ user: service })) },
  };
}

/** What the tenant is to know of the farm's domains. */
async function tell({ control }: CloudPart, settings: FederationSettings): Promise<void> {
  for (const [domain, issuerUri] of Object.entries(settings.issuerUris)) {
    await control.setFederation({ domain, issuerUri, ...ofEvery(settings) });
  }
}

/** The same once more for domains that are federated still; what the tenant has decided for itself stays. */
async function tellAgain({ control }: CloudPart, settings: FederationSettings): Promise<void> {
  for (const { name, authentication, federation } of await control.domains({})) {
    const issuerUri = settings.issuerUris[name.toLowerCase()];
    if (issuerUri === undefined || authentication !== 'federated' || federation === undefined) continue;
    const { nextSigningCertificate } = settings;
    await control.setFederation({
      ...federation,
      ...ofEvery(settings),
      domain: name,
      issuerUri,
      nextSigningCertificate,
    });
  }
}

/** What is the same for all domains of the farm. */
function ofEvery(settings: FederationSettings) {
  const { activeSignInUri, passiveSignInUri, signOutUri, metadataExchangeUri, signingCertificate } = settings;
  return { activeSignInUri, passiveSignInUri, signOutUri, metadataExchangeUri, signingCertificate };
}
