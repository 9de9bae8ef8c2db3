import { relayControl } from '../../control/control.ts';
import { startFederation } from '../../federation/index.ts';
import type { FederationFacts } from '../facts.ts';
import { contextFor, type HostGround } from '../ground.ts';
import type { Hosted } from '../hosted.ts';
import type { FederationOrder } from '../orders.ts';
import { named } from './named-services.ts';

export async function hostFederation(
  ground: HostGround,
  { config, ...peers }: FederationOrder,
): Promise<[Hosted, FederationFacts]> {
  const context = { ...contextFor(ground, 'federation'), keys: ground.keys };
  const farm = await startFederation(config, context, peers);
  const hosted: Hosted = {
    name: 'AD FS',
    services: [...farm.services],
    control: relayControl('federation', farm.control),
    [Symbol.asyncDispose]: () => farm.stop(),
  };
  const [hosts, insideHosts] = [named(farm.hosts), named(farm.insideHosts)];
  return [hosted, { hosts, insideHosts, settings: farm.settings }];
}
