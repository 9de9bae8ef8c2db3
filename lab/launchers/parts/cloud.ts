import { cloudContract, type CloudControl } from '../../cloud/index.ts';
import type { LabConfig } from '../../config/index.ts';
import type { OutsideForest } from '../../external-forest/index.ts';
import type { CloudFacts } from '../../hosting/facts.ts';
import { controlOn } from '../component-control.ts';
import type { Raising } from '../raising.ts';

/** The tenant's cloud, as the rest of the estate knows it. */
export interface CloudPart extends CloudFacts {
  readonly control: CloudControl;
}

/** Pass-through authentication is switched on once agents are there to answer. */
export async function startCloudPart(
  { raise, wires }: Raising,
  config: LabConfig,
  outside: OutsideForest | undefined,
): Promise<CloudPart> {
  const host = await raise('cloud');
  const facts = await host.control.startCloud({
    config: { ...config.cloud, passThrough: false },
    forest: outside === undefined ? config.forest : undefined,
  });
  await wires.serve(host, facts.hosts);
  return { ...facts, control: controlOn(host, 'cloud', cloudContract) };
}
