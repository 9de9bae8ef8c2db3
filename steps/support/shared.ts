import { generateKeys, type KeySource } from '../../lab/pki/key-source.ts';
import { Janitor } from '../../lab/processes/janitor.ts';

/** What all labs of one worker share, since it is dear to make and holds nothing of a scenario. */
export interface Shared {
  readonly janitor: Janitor;
  readonly keys: KeySource;
}

let made: Shared | undefined;

export function shared(): Shared {
  made ??= { janitor: new Janitor(), keys: generateKeys() };
  return made;
}

/** Ends what the worker shares. */
export function endShared(): void {
  made?.janitor[Symbol.dispose]();
  made = undefined;
}
