import type { Lab } from '../lab.ts';
import type { LabOptions } from './lab-options.ts';
import { ControlError, ControlUnreachableError } from '../control/errors.ts';
import { AttachOptionsError, ESTATE_TAKEN, LabStartError } from './errors.ts';
import { outsideOf } from './outside.ts';
import { conductLab } from './start-lab.ts';

export { AttachOptionsError, LabStartError } from './errors.ts';
export { DockerYard } from './docker/docker-yard.ts';
export type { LabOptions, Launcher } from './lab-options.ts';
export { onOutside } from './outside.ts';
export { ProcessYard } from './process-yard.ts';
export { loadOutsideForest, probeOutside, type OutsideForest } from '../external-forest/index.ts';

export { StandingYard } from './standing/standing-yard.ts';
export { conductLab, type ConductedLab } from './start-lab.ts';

/** Raises a lab: `await using lab = await startLab()`. Throws LabFileError, LabStartError, AttachOptionsError. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  if (options.attach === undefined) return conductLab(options);
  outsideOf(options);
  for (const option of ['agentCommand', 'agentImage'] as const) {
    if (options[option] !== undefined) throw new AttachOptionsError(option);
  }
  const { attachLab } = await import('./attached/attach-lab.ts');
  try {
    return await attachLab(options.attach, options);
  } catch (error) {
    const absent = error instanceof ControlUnreachableError;
    const taken = error instanceof ControlError && error.code === ESTATE_TAKEN;
    throw absent || taken ? new LabStartError('the standing estate', error) : error;
  }
}
