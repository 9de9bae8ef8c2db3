import { rmSync } from 'node:fs';
import { controlOver } from '../../control/control.ts';
import { ControlError, ControlUnreachableError } from '../../control/errors.ts';
import { httpTransport } from '../../control/http-client.ts';
import { LAB_DOWN } from '../../desk/errors.ts';
import { labContract, type LabControl } from '../../desk/lab-control.ts';
import { NoLabError, VerbFailedError } from '../errors.ts';
import { labFilePath, readLabFile, type LabAddress } from './lab-file.ts';
import type { LabPlace } from './lab-place.ts';

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
  return { address: file.address, control: deskAt(file.address) };
}

/** Asks a lab. Throws NoLabError when none answers, VerbFailedError when it refuses. */
export async function askLab<T>(
  { cwd, attach }: LabPlace,
  question: (control: LabControl) => Promise<T>,
): Promise<T> {
  const control = attach === undefined ? reachLab(cwd).control : deskAt(attach);
  try {
    return await question(control);
  } catch (error) {
    if (error instanceof ControlUnreachableError) throw new NoLabError(unreached(error, attach));
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof ControlError && error.code === LAB_DOWN) throw new NoLabError(message);
    // Whose control interface it was says nothing to whoever typed the verb.
    throw new VerbFailedError(message.replace(/^lab\.\w+(?: failed)?: /, ''));
  }
}

/** Asks an estate whether it is there and takes the token, with a lab up or not. Throws NoLabError. */
export async function knock(attach: NonNullable<LabPlace['attach']>): Promise<void> {
  try {
    await deskAt(attach).status({});
  } catch (error) {
    if (error instanceof ControlError && error.code === LAB_DOWN) return;
    if (error instanceof ControlUnreachableError) throw new NoLabError(unreached(error, attach));
    throw new NoLabError(error instanceof Error ? error.message : String(error));
  }
}

function deskAt({ url, token }: Pick<LabAddress, 'url' | 'token'>): LabControl {
  return controlOver('lab', labContract, httpTransport(url, token, 'lab'));
}

/** An estate is looked for where it was said to be. */
function unreached({ message, reason }: ControlUnreachableError, attach: LabPlace['attach']): string {
  if (attach === undefined) return message;
  return (
    `no estate answers at ${attach.url} (${reason}). \`docker-compose port lab 7443\` tells its address, and its token ` +
    'is what PTALAB_TOKEN was when it was raised'
  );
}
