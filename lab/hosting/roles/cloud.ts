import { startCloud } from '../../cloud/index.ts';
import { relayControl } from '../../control/control.ts';
import type { CloudFacts } from '../facts.ts';
import { contextFor, type HostGround } from '../ground.ts';
import type { Hosted } from '../hosted.ts';
import type { CloudOrder } from '../orders.ts';
import { distinct, named } from './named-services.ts';

export async function hostCloud(ground: HostGround, { config }: CloudOrder): Promise<[Hosted, CloudFacts]> {
  const cloud = await startCloud(config, { ...contextFor(ground, 'cloud'), keys: ground.keys });
  const hosted: Hosted = {
    name: 'the cloud',
    services: distinct(cloud.hosts),
    control: relayControl('cloud', cloud.control),
    [Symbol.asyncDispose]: () => cloud.stop(),
  };
  return [hosted, { tenantId: cloud.tenantId, hosts: named(cloud.hosts) }];
}
