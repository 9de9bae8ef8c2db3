import { startCloud, type StartedCloud } from '../../cloud/index.ts';
import type { LabConfig } from '../../config/index.ts';
import type { Ground } from '../ground.ts';

export async function startCloudPart(
  ground: Ground,
  config: LabConfig,
  stack: AsyncDisposableStack,
): Promise<StartedCloud> {
  const started = await startCloud(
    { ...config.cloud, passThrough: false },
    { ...ground.contextFor('cloud'), keys: ground.keys },
  );
  return stack.use(started);
}
