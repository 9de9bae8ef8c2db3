import { isRunning, labFilePath, readLabFile } from '../../up/lab-file.ts';
import { staleFolders } from '../../sweep/stale-folders.ts';
import type { LeftoverFacts } from '../facts.ts';

export function probeLeftovers(
  cwd: string,
  temp: string,
  runs: (pid: number) => boolean = isRunning,
): LeftoverFacts {
  return { labFile: readLabFile(cwd), labFilePath: labFilePath(cwd), folders: staleFolders(temp, runs) };
}
