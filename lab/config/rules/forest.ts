import { forestMistakes } from '../../forest/config.ts';
import type { LabConfig } from '../lab-config.ts';
import type { Problem } from '../problem.ts';

/** What the forest itself knows to be wrong with its description. */
export function forestRules({ forest }: LabConfig): Problem[] {
  if (forest === undefined) return [];
  return forestMistakes(forest).map((mistake) => ({ ...mistake, path: ['forest', ...mistake.path] }));
}
