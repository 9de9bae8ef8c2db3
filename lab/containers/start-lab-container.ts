import { wallSleep } from '../clock/wall.ts';
import { requireImage } from './check-engine.ts';
import type { LabContainerDefinition } from './definition.ts';
import { translated } from './docker-errors.ts';
import { ContainerStartError } from './errors.ts';
import type { ContainerGround } from './ground.ts';
import { sayExit } from './readiness.ts';
import { RunningContainer } from './running-container.ts';
import type { StartedLabContainer } from './started-lab-container.ts';

/** How long the engine's own words, if it refused to start a program, may come after the news of its end. */
const REFUSAL_MS = 300;

/**
 * Starts a container and awaits that it is ready. Throws ContainerStartError with exit code and last 20 lines, also when
 * `signal` says that it is no longer wanted, and EngineError when the image is missing or the disk full. A container that
 * did not start is removed.
 */
export async function startLabContainer(
  ground: ContainerGround,
  definition: LabContainerDefinition,
  signal?: AbortSignal,
): Promise<StartedLabContainer> {
  if (definition.pull !== true) await requireImage(ground.engine, definition.image);
  if (signal?.aborted === true) {
    throw new ContainerStartError(definition, 'was not wanted any more', undefined, []);
  }
  let container: RunningContainer | undefined;
  try {
    container = await run(ground, definition, (created) => (container = created));
    await container.ready(signal);
    return container;
  } catch (error) {
    await container?.[Symbol.asyncDispose]();
    throw translated(definition, error);
  }
}

/**
 * Creates and starts it. testcontainers waits ten seconds for the published ports of a container that has ended already,
 * so its end is watched beside.
 */
async function run(
  ground: ContainerGround,
  definition: LabContainerDefinition,
  created: (container: RunningContainer) => void,
): Promise<RunningContainer> {
  const { LabGenericContainer } = await import('./lab-generic-container.ts');
  const { promise: prepared, resolve } = Promise.withResolvers<RunningContainer>();
  const generic = new LabGenericContainer(ground.lab, definition, async (id) => {
    const container = new RunningContainer(ground, definition, id);
    created(container);
    await container.prepare();
    resolve(container);
  });
  const started = generic.start();
  const early = prepared.then(async (container) => {
    const exit = await container.exited;
    await Promise.race([started, wallSleep(REFUSAL_MS)]);
    throw new ContainerStartError(definition, sayExit(exit), exit.code, container.tail());
  });
  early.catch(() => undefined);
  await Promise.race([started, early]);
  return prepared;
}
