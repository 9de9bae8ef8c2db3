import { startCloud, type PasswordWriteback } from '../../cloud/index.ts';
import { relayControl } from '../../control/control.ts';
import type { CloudFacts } from '../facts.ts';
import { contextFor, type HostGround } from '../ground.ts';
import type { ConductorControl } from '../host-contract.ts';
import type { Hosted } from '../hosted.ts';
import type { CloudOrder } from '../orders.ts';
import { syncedPeople } from '../synced-people.ts';
import { distinct, named } from './named-services.ts';

export async function hostCloud(
  ground: HostGround,
  { config, forest }: CloudOrder,
): Promise<[Hosted, CloudFacts]> {
  const context = contextFor(ground, 'cloud');
  // The seed that the forest is raised from, wherever that is.
  const { seed } = contextFor(ground, 'forest').chance;
  const population = forest && syncedPeople(forest, seed, context.clock.now());
  const writeback = writebackBy(ground.conductor);
  const cloud = await startCloud(config, { ...context, keys: ground.keys, population, writeback });
  const hosted: Hosted = {
    name: 'the cloud',
    services: distinct(cloud.hosts),
    control: relayControl('cloud', cloud.control),
    [Symbol.asyncDispose]: () => cloud.stop(),
  };
  return [hosted, { tenantId: cloud.tenantId, hosts: named(cloud.hosts) }];
}

/** New passwords go by way of whoever conducts the lab, who knows which Connect server is the primary. */
function writebackBy(conductor: ConductorControl): PasswordWriteback {
  return {
    write: async ({ userPrincipalName: _name, oldPassword, ...rest }) => {
      const order = { ...rest, ...(oldPassword !== undefined && { oldPassword }) };
      return (await conductor.writePassword(order)).result;
    },
  };
}
