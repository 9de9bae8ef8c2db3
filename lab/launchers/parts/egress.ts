import type { LabConfig } from '../../config/index.ts';
import { egressControl, forGovernment, type EgressControl } from '../../egress/index.ts';
import type { EgressFacts } from '../../hosting/facts.ts';
import type { Address } from '../../links/service.ts';
import { controlOn } from '../component-control.ts';
import type { Raising } from '../raising.ts';
import type { CloudPart } from './cloud.ts';

/** The way out of the corporate network. */
export interface EgressPart extends EgressFacts {
  readonly control: EgressControl;
  /** Where a host finds the proxy; undefined when it has to call names by itself. */
  proxyFor(host: string): Promise<Address | undefined>;
}

/** The port that proxies have by custom. */
const PROXY_PORT = 3128;

/** The corporate proxy or firewall; behind it only the cloud's own names can be reached. */
export async function startEgressPart(
  { raise, wires }: Raising,
  config: LabConfig,
  cloud: CloudPart,
): Promise<EgressPart | undefined> {
  if (config.egress === undefined) return undefined;
  const [host, names] = await Promise.all([raise('EGRESS'), wires.names('EGRESS', cloud.hosts)]);
  const isGovernment = config.cloud.environment === 'usGovernment';
  const own = isGovernment ? forGovernment(config.egress) : config.egress;
  const facts = await host.control.startEgress({ config: own, names });
  await wires.serve(host, [{ name: 'egress', port: PROXY_PORT, service: facts.proxy }]);
  const isFirewall = config.egress.mode === 'firewall';
  if (isFirewall) await wires.openFirewall(host);
  return {
    ...facts,
    control: controlOn(host, 'egress', egressControl),
    proxyFor: async (from) => (isFirewall ? undefined : wires.open(from, facts.proxy)),
  };
}
