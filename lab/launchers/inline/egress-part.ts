import type { StartedCloud } from '../../cloud/index.ts';
import type { LabConfig } from '../../config/index.ts';
import { startEgress, type StartedEgress } from '../../egress/index.ts';
import type { Ground } from '../ground.ts';
import { keep } from '../keep.ts';
import { openNames } from '../names.ts';

/** The corporate proxy; behind it only the cloud's own names can be reached. */
export async function startEgressPart(
  ground: Ground,
  config: LabConfig,
  cloud: StartedCloud,
  stack: AsyncDisposableStack,
): Promise<StartedEgress | undefined> {
  if (config.egress === undefined) return undefined;
  const routes = await openNames(ground.links, 'EGRESS', cloud.hosts);
  return keep(stack, startEgress(config.egress, ground.contextFor('EGRESS'), routes));
}
