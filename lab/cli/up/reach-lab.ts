import { rmSync } from 'node:fs';
import { controlOver } from '../../control/control.ts';
import { ControlUnreachableError } from '../../control/errors.ts';
import { httpTransport } from '../../control/http-client.ts';
import { NoLabError, VerbFailedError } from '../errors.ts';
import { labContract, type LabControl } from './lab-control.ts';
import { labFilePath, readLabFile, type LabAddress } from './lab-file.ts';

/** The lab that is up in a folder. */
export interface ReachedLab {
  readonly address: LabAddress;
  readonly control: LabControl;
}

/** Finds the folder's lab; a file left by one that was killed is removed. Throws NoLabError. */
export function reachLab(cwd: string): ReachedLab {
  const file = readLabFile(cwd);
  if (file.state === 'none') throw new NoLabError(`no lab is up in ${cwd}; start one with \`ptalab up\``);
  if (file.state === 'stale') {
    rmSync(labFilePath(cwd), { force: true });
    throw new NoLabError(
      `no lab is up in ${cwd}: ${file.reason}. Its file is removed; start one with \`ptalab up\``,
    );
  }
  const { url, token } = file.address;
  return {
    address: file.address,
    control: controlOver('lab', labContract, httpTransport(url, token, 'lab')),
  };
}

/** Asks the lab of a folder. Throws NoLabError when none answers, VerbFailedError when it refuses. */
export async function askLab<T>(cwd: string, question: (control: LabControl) => Promise<T>): Promise<T> {
  const { control } = reachLab(cwd);
  try {
    return await question(control);
  } catch (error) {
    if (error instanceof ControlUnreachableError) throw new NoLabError(error.message);
    const message = error instanceof Error ? error.message : String(error);
    // Whose control interface it was says nothing to whoever typed the verb.
    throw new VerbFailedError(message.replace(/^lab\.\w+(?: failed)?: /, ''));
  }
}
