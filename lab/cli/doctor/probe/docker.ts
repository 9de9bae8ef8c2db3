import { hostname } from 'node:os';
import {
  checkEngine,
  connectEngine,
  EngineError,
  findLabObjects,
  hasImage,
} from '../../../containers/index.ts';
import { isAbandoned, processRuns } from '../../../containers/labels.ts';
import type { DockerFacts, DockerObject } from '../facts.ts';
import type { Runner } from './runner.ts';

/** What is asked of an engine; each throws EngineError. */
export interface EngineDoor {
  check(): Promise<{
    readonly version: string;
    readonly address: string;
    readonly freeBytes: number | undefined;
  }>;
  has(image: string): Promise<boolean>;
  objects(): Promise<readonly DockerObject[]>;
}

/** Problems with which an engine still answers what it holds. */
const ANSWERING: readonly string[] = ['old', 'disk'];

export async function probeDocker(run: Runner, tag: string, door = engineDoor()): Promise<DockerFacts> {
  const [client, engine] = await Promise.all([run('docker', ['--version']), look(door)]);
  if (engine.state === 'wrong' && !ANSWERING.includes(engine.problem))
    return { client, engine, image: undefined, objects: undefined };
  const [present, objects] = await Promise.all([
    door.has(tag).catch(() => undefined),
    door.objects().catch(() => undefined),
  ]);
  return { client, engine, image: present === undefined ? undefined : { tag, present }, objects };
}

async function look(door: EngineDoor): Promise<DockerFacts['engine']> {
  try {
    return { state: 'ok', ...(await door.check()) };
  } catch (error) {
    if (error instanceof EngineError) {
      const { problem, remedy, message } = error;
      return { state: 'wrong', problem, reason: message.replace(`. ${remedy}`, ''), remedy };
    }
    const reason = error instanceof Error ? error.message : String(error);
    const remedy = 'See what it says to `docker info`';
    return { state: 'wrong', problem: 'refused', reason: `the container engine fails: ${reason}`, remedy };
  }
}

/** The engine that a lab would use, found in the same way. */
function engineDoor(): EngineDoor {
  return {
    check: async () => {
      const { version, address, freeBytes } = await checkEngine();
      return { version, address, freeBytes };
    },
    has: async (image) => hasImage(await connectEngine(), image),
    objects: async () =>
      (await findLabObjects(await connectEngine())).map(({ kind, name, owner }) => ({
        kind,
        name,
        abandoned: isAbandoned(owner, hostname(), processRuns),
      })),
  };
}
