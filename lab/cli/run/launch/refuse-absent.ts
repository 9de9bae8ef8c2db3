import { connectEngine, EngineError } from '../../../containers/index.ts';
import { loadOutsideForest, probeOutside } from '../../../launchers/index.ts';
import type { LaunchChoice } from '../../../report/run-parameters.ts';
import { NoLabError } from '../../errors.ts';
import { knock } from '../../up/reach-lab.ts';

/** What every scenario needs is asked for once, before any of them. Throws NoLabError when nothing answers. */
export async function refuseAbsent({ launcher, attach, forestFile }: LaunchChoice): Promise<void> {
  if (attach !== undefined) return knock(attach);
  if (forestFile !== undefined) await callOutside(forestFile);
  if (launcher !== 'docker') return;
  try {
    await connectEngine();
  } catch (error) {
    throw error instanceof EngineError ? new NoLabError(error.message) : error;
  }
}

async function callOutside(forestFile: string): Promise<void> {
  try {
    await probeOutside(loadOutsideForest(forestFile));
  } catch (error) {
    throw new NoLabError(error instanceof Error ? error.message : String(error));
  }
}
