import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { connectEngine, EngineError, requireImage } from '../../../containers/index.ts';
import { loadOutsideForest, probeOutside } from '../../../launchers/index.ts';
import type { LaunchChoice } from '../../../report/run-parameters.ts';
import { NoLabError } from '../../errors.ts';
import { knock } from '../../up/reach-lab.ts';

/** What every scenario needs is asked for once, before any of them. Throws NoLabError when it is not there. */
export async function refuseAbsent(
  { launcher, attach, forestFile, agentImage, agentCommand }: LaunchChoice,
  cwd: string,
): Promise<void> {
  if (attach !== undefined) return knock(attach);
  if (forestFile !== undefined) await callOutside(forestFile);
  if (launcher !== 'docker') return requireProgram(agentCommand?.[0], cwd);
  try {
    const engine = await connectEngine();
    if (agentImage !== undefined) await requireImage(engine, agentImage);
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

/** A program that is named by a path is looked for here; any other is left to the search path of whoever starts it. */
function requireProgram(program: string | undefined, cwd: string): void {
  if (program === undefined || !program.includes('/') || existsSync(resolve(cwd, program))) return;
  throw new NoLabError(`the agent's program ${resolve(cwd, program)} is not there: name one that is`);
}
