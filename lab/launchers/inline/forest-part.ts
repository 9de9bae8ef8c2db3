import type { LabConfig } from '../../config/index.ts';
import { startForest, type StartedForest } from '../../forest/index.ts';
import type { Ground } from '../ground.ts';

export async function startForestPart(
  ground: Ground,
  config: LabConfig,
  stack: AsyncDisposableStack,
): Promise<StartedForest | undefined> {
  if (config.forest === undefined) return undefined;
  return stack.use(await startForest(config.forest, ground.contextFor('forest')));
}
