import { startCloud, type StartedCloud } from '../../cloud/index.ts';
import type { LabConfig } from '../../config/index.ts';
import type { Ground } from '../ground.ts';
import { keep } from '../keep.ts';

export async function startCloudPart(
  ground: Ground,
  config: LabConfig,
  stack: AsyncDisposableStack,
): Promise<StartedCloud> {
  const starting = startCloud(
    { ...config.cloud, passThrough: false },
    { ...ground.contextFor('cloud'), keys: ground.keys },
  );
  return keep(stack, starting);
}
