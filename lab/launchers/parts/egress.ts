import type { LabConfig } from '../../config/index.ts';
import { egressControl, type EgressControl } from '../../egress/index.ts';
import type { EgressFacts } from '../../hosting/facts.ts';
import { controlOn } from '../component-control.ts';
import type { Raising } from '../raising.ts';
import type { CloudPart } from './cloud.ts';

/** The way out of the corporate network. */
export interface EgressPart extends EgressFacts {
  readonly control: EgressControl;
}

/** The corporate proxy; behind it only the cloud's own names can be reached. */
export async function startEgressPart(
  { raise, wires }: Raising,
  config: LabConfig,
  cloud: CloudPart,
): Promise<EgressPart | undefined> {
  if (config.egress === undefined) return undefined;
  const [host, names] = await Promise.all([raise('EGRESS'), wires.names('EGRESS', cloud.hosts)]);
  const facts = await host.control.startEgress({ config: config.egress, names });
  wires.serve(host, [facts.proxy]);
  return { ...facts, control: controlOn(host, 'egress', egressControl) };
}
