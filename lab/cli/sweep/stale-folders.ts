import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from '../up/lab-file.ts';

/** A lab's folder of temporary files is named by its process; so is a load's, and an image's in the making. */
const LAB_FOLDER = /^ptalab-(?:load-|image-)?(\d+)-[0-9a-f]{12}$/;

/** Folders of labs whose process is gone; none where the folder of temporary files cannot be read. */
export function staleFolders(temp: string, runs: (pid: number) => boolean = isRunning): string[] {
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
