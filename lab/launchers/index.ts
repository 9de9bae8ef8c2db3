import type { Lab } from '../lab.ts';
import { startInlineLab } from './inline/start-lab.ts';
import type { LabOptions } from './lab-options.ts';

export { LabStartError } from './errors.ts';
export type { LabOptions } from './lab-options.ts';

/** Raises a lab: `await using lab = await startLab()`. Throws LabFileError, LabStartError. */
export function startLab(options: LabOptions = {}): Promise<Lab> {
  return startInlineLab(options);
}
