import { LabFileError, type LabConfig } from '../config/index.ts';
import { placeOf } from '../config/problem.ts';
import { loadOutsideForest, outsideForest, unmetBy, type OutsideForest } from '../external-forest/index.ts';
import { OutsideLauncherError } from './errors.ts';
import { launcherOf, type LabOptions } from './lab-options.ts';

/** The real domain that the options name as the forest. Throws OutsideFileError, OutsideLauncherError. */
export function outsideOf(options: LabOptions): OutsideForest | undefined {
  const { forest, forestFile, attach, standing } = options;
  if (forest === undefined && forestFile === undefined) return undefined;
  if (attach !== undefined || standing !== undefined) throw new OutsideLauncherError('a standing estate');
  if (launcherOf(options) === 'docker') throw new OutsideLauncherError('docker');
  return forest === undefined ? loadOutsideForest(forestFile ?? '') : outsideForest.parse(forest);
}

/**
 * The description as it is raised on a real domain: its clock flows, and is the wall's at the start. Throws LabFileError
 * for what a real domain cannot be asked for.
 */
export function onOutside(config: LabConfig, file = 'lab'): LabConfig {
  const problems = [...clockProblems(config), ...forestProblems(config)];
  const [first, ...further] = problems.map(({ path, ...mistake }) => {
    return { file, place: placeOf(path), ...mistake };
  });
  if (first !== undefined) throw new LabFileError(first, further);
  return { ...config, clock: { mode: 'flowing', epoch: 'now' } };
}

function forestProblems({ forest }: LabConfig): ReturnType<typeof unmetBy> {
  if (forest === undefined) return [];
  return unmetBy(forest).map((problem) => ({ ...problem, path: ['forest', ...problem.path] }));
}

const REMEDY = 'Leave the clock out, or run it on the simulated forest';

function clockProblems({ clock }: LabConfig): ReturnType<typeof unmetBy> {
  const { mode = 'flowing', epoch = 'now' } = clock ?? {};
  const frozen = {
    path: ['clock', 'mode'],
    found: '"frozen"',
    expected: 'flowing: a real domain’s time does not stop',
  };
  const other = {
    path: ['clock', 'epoch'],
    found: `"${epoch}"`,
    expected: 'now: a real domain has the wall’s time',
  };
  return [...(mode === 'frozen' ? [frozen] : []), ...(epoch === 'now' ? [] : [other])].map((one) => ({
    ...one,
    remedy: REMEDY,
  }));
}
