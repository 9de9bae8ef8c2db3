import { LabFileError } from './errors.ts';
import type { LabConfig } from './lab-config.ts';
import { placeOf } from './problem.ts';
import { launcherRules } from './rules/launcher.ts';

/** Checks whether a launcher can raise a lab. Throws LabFileError. */
export function checkLauncher(config: LabConfig, launcher: string, file = 'lab'): void {
  const [problem] = launcherRules(config, launcher);
  if (problem === undefined) return;
  const { path, found, expected, remedy } = problem;
  throw new LabFileError({ file, place: placeOf(path), found, expected, remedy });
}
