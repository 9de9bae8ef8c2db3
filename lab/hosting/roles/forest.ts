import { relayControl } from '../../control/control.ts';
import { startForest } from '../../forest/index.ts';
import type { ForestFacts } from '../facts.ts';
import { contextFor, type HostGround } from '../ground.ts';
import type { Hosted } from '../hosted.ts';
import type { ForestOrder } from '../orders.ts';

export async function hostForest(
  ground: HostGround,
  { config }: ForestOrder,
): Promise<[Hosted, ForestFacts]> {
  const forest = await startForest(config, contextFor(ground, 'forest'));
  const { domain, netbios, base } = forest;
  const hosted: Hosted = {
    name: 'the forest',
    services: forest.domainControllers.flatMap(({ ldap, ldaps }) => [ldap, ldaps]),
    control: relayControl('forest', forest.control),
    [Symbol.asyncDispose]: () => forest.stop(),
  };
  const domainControllers = forest.domainControllers.map(({ name, dnsName, ldap, ldaps }) => ({
    name,
    dnsName,
    ldap: ldap.name,
    ldaps: ldaps.name,
  }));
  return [hosted, { domain, netbios, base, domainControllers }];
}
