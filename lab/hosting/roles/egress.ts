import { relayControl } from '../../control/control.ts';
import { startEgress } from '../../egress/index.ts';
import type { EgressFacts } from '../facts.ts';
import { contextFor, type HostGround } from '../ground.ts';
import type { Hosted } from '../hosted.ts';
import { resolverOf } from '../name-table.ts';
import type { EgressOrder } from '../orders.ts';

export async function hostEgress(
  ground: HostGround,
  { config, names }: EgressOrder,
): Promise<[Hosted, EgressFacts]> {
  const egress = await startEgress(config, contextFor(ground, 'EGRESS'), resolverOf(names));
  const hosted: Hosted = {
    name: 'the egress',
    services: [egress.proxy],
    control: relayControl('egress', egress.control),
    openFirewall: egress.openFirewall,
    [Symbol.asyncDispose]: () => egress.stop(),
  };
  return [hosted, { proxy: egress.proxy.name }];
}
