import { generateKeys, type KeySource } from '../../lab/pki/key-source.ts';
import { ProcessYard } from '../../lab/launchers/index.ts';
import { Janitor } from '../../lab/processes/janitor.ts';

/** What all labs of one worker share, since it is dear to make and holds nothing of a scenario. */
export interface Shared {
  readonly janitor: Janitor;
  readonly keys: KeySource;
  /** Processes of the launcher `process`; none is started until a lab asks. */
  readonly yard: ProcessYard;
}

let made: Shared | undefined;

export function shared(): Shared {
  made ??= make();
  return made;
}

function make(): Shared {
  const janitor = new Janitor();
  return { janitor, keys: generateKeys(), yard: new ProcessYard(janitor) };
}

/** Ends what the worker shares. */
export async function endShared(): Promise<void> {
  await made?.yard[Symbol.asyncDispose]();
  made?.janitor[Symbol.dispose]();
  made = undefined;
}
