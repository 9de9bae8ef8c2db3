import { relayControl } from '../../control/control.ts';
import { startFederation } from '../../federation/index.ts';
import type { FederationFacts } from '../facts.ts';
import { contextFor, type HostGround } from '../ground.ts';
import type { Hosted } from '../hosted.ts';
import type { FederationOrder } from '../orders.ts';
import { named } from './named-services.ts';

export async function hostFederation(
  ground: HostGround,
  { config, directory }: FederationOrder,
): Promise<[Hosted, FederationFacts]> {
  const context = { ...contextFor(ground, 'federation'), keys: ground.keys };
  const farm = await startFederation(config, context, { directory });
  const hosted: Hosted = {
    name: 'AD FS',
    services: [farm.https],
    control: relayControl('federation', farm.control),
    [Symbol.asyncDispose]: () => farm.stop(),
  };
  return [hosted, { hosts: named(farm.hosts), settings: farm.settings }];
}
