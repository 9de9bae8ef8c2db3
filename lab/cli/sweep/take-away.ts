import { rm } from 'node:fs/promises';
import { EngineError } from '../../containers/index.ts';
import { labFilePath, readLabFile } from '../up/lab-file.ts';
import { staleFolders } from './stale-folders.ts';

export interface Removed {
  readonly kind: 'container' | 'network' | 'folder' | 'file';
  /** The engine's name for it, or its path. */
  readonly name: string;
}

/** Something that could not be removed, or asked. */
export interface Failed {
  readonly what: string;
  readonly why: string;
}

export interface Swept {
  readonly removed: readonly Removed[];
  readonly failed: readonly Failed[];
  /** Why no engine was asked, where none is: that is no failure. */
  readonly withoutEngine: string | undefined;
}

/** Removes containers and networks, and returns what it has removed. Throws EngineError. */
export type EngineSweep = () => Promise<readonly Removed[]>;

/** Where nothing can have been left: there is no engine, or none runs. */
const NO_ENGINE: readonly string[] = ['missing', 'stopped'];

/** What dead labs have left: on the engine, in the folder of temporary files, and the lab file of `cwd`. */
export async function takeAway(cwd: string, temp: string, sweepEngine: EngineSweep): Promise<Swept> {
  const engine = await onEngine(sweepEngine);
  const stale = readLabFile(cwd).state === 'stale' ? [labFilePath(cwd)] : [];
  const paths: Removed[] = [
    ...staleFolders(temp).map((name) => ({ kind: 'folder', name }) as const),
    ...stale.map((name) => ({ kind: 'file', name }) as const),
  ];
  const failures = await Promise.all(paths.map(({ name }) => removePath(name)));
  return {
    removed: [...engine.removed, ...paths.filter((_, index) => failures[index] === undefined)],
    failed: [...engine.failed, ...failures.filter((failure) => failure !== undefined)],
    withoutEngine: engine.withoutEngine,
  };
}

async function onEngine(sweepEngine: EngineSweep): Promise<Swept> {
  try {
    return { removed: await sweepEngine(), failed: [], withoutEngine: undefined };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (NO_ENGINE.includes(error.problem))
      return { removed: [], failed: [], withoutEngine: error.message.replace(`. ${error.remedy}`, '') };
    const failure = { what: 'the container engine', why: error.message };
    return { removed: [], failed: [failure], withoutEngine: undefined };
  }
}

async function removePath(path: string): Promise<Failed | undefined> {
  return rm(path, { recursive: true, force: true }).then(
    () => undefined,
    (error: unknown) => ({ what: path, why: error instanceof Error ? error.message : String(error) }),
  );
}
