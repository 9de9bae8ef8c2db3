import { relayControl } from '../../control/control.ts';
import { startExternalForest } from '../../external-forest/index.ts';
import { startForest } from '../../forest/index.ts';
import type { ForestFacts } from '../facts.ts';
import { contextFor, type HostGround } from '../ground.ts';
import type { Hosted } from '../hosted.ts';
import type { ForestOrder } from '../orders.ts';

export async function hostForest(
  ground: HostGround,
  { config, outside }: ForestOrder,
): Promise<[Hosted, ForestFacts]> {
  const context = contextFor(ground, 'forest');
  const forest =
    outside === undefined
      ? await startForest(config, context)
      : await startExternalForest(config, outside, context);
  const { domain, netbios, base, people } = forest;
  const hosted: Hosted = {
    name: 'the forest',
    services: forest.domainControllers.flatMap(({ ldap, ldaps, gc, gcs }) =>
      [ldap, ldaps, gc, gcs].filter((each) => each !== undefined),
    ),
    control: relayControl('forest', forest.control),
    [Symbol.asyncDispose]: () => forest.stop(),
  };
  const domainControllers = forest.domainControllers.map(
    ({ name, dnsName, isHome, ldap, ldaps, gc, gcs }) => ({
      name,
      dnsName,
      ldap: ldap.name,
      ldaps: ldaps.name,
      gc: gc?.name,
      gcs: gcs?.name,
      isHome,
    }),
  );
  return [hosted, { domain, netbios, base, trust: outside?.trust, people, domainControllers }];
}
