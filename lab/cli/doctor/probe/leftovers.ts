import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, labFilePath, readLabFile } from '../../up/lab-file.ts';
import type { LeftoverFacts } from '../facts.ts';

/** A lab's folder of temporary files is named by its process. */
const LAB_FOLDER = /^ptalab-(\d+)-[0-9a-f]{12}$/;

export function probeLeftovers(
  cwd: string,
  temp: string,
  runs: (pid: number) => boolean = isRunning,
): LeftoverFacts {
  return { labFile: readLabFile(cwd), labFilePath: labFilePath(cwd), folders: foldersIn(temp, runs) };
}

function foldersIn(temp: string, runs: (pid: number) => boolean): string[] {
  return namesIn(temp)
    .filter((name) => {
      const pid = LAB_FOLDER.exec(name)?.[1];
      return pid !== undefined && !runs(Number(pid));
    })
    .map((name) => join(temp, name))
    .sort();
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
