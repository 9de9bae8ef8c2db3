import { wallDeadline, wallSleep } from '../clock/wall.ts';
import type { ContainerRun } from './container-run.ts';
import type { LabContainerDefinition } from './definition.ts';
import { ContainerStartError } from './errors.ts';
import type { ContainerExit, StartedLabContainer } from './started-lab-container.ts';
import type { DockerContainer } from './testcontainers.ts';

const HEALTH_LOOK_MS = 200;

export interface Starting {
  readonly definition: LabContainerDefinition;
  readonly container: DockerContainer;
  readonly started: StartedLabContainer;
  readonly run: ContainerRun;
  readonly tail: () => readonly string[];
}

/** Awaits that a started container is ready; throws ContainerStartError if it ends first, is late or not wanted any more. */
export async function untilReady(starting: Starting, signal: AbortSignal | undefined): Promise<void> {
  const { definition, run, tail } = starting;
  const fail = (cause: string, exit?: ContainerExit): ContainerStartError =>
    new ContainerStartError(definition, cause, exit?.code, tail());
  const over = new AbortController();
  using watching = new DisposableStack();
  watching.defer(() => over.abort());
  const early = run.exited.then((exit) => {
    throw fail(sayExit(exit), exit);
  });
  const unwanted = new Promise<never>((_, reject) => {
    const give = (): void => reject(fail('was stopped while it started'));
    if (signal?.aborted === true) give();
    signal?.addEventListener('abort', give, { signal: over.signal });
  });
  const late = (): Error => fail(`was not ready within ${definition.readyWithinMs / 1000} s`);
  const ready = Promise.race([condition(starting, over.signal), early, unwanted]);
  await wallDeadline(definition.readyWithinMs, ready, late);
}

export function sayExit({ code, outOfMemory }: ContainerExit): string {
  return `exited with code ${code}${outOfMemory ? ', killed for want of memory' : ''} before it was ready`;
}

async function condition(
  { definition: { ready }, run, container, started }: Starting,
  over: AbortSignal,
): Promise<void> {
  if (typeof ready === 'function') await ready(started, over);
  else if (ready === 'healthy') await untilHealthy(container, over);
  else await run.line(ready.line);
}

async function untilHealthy(container: DockerContainer, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const { State } = await container.inspect();
    if (State.Health?.Status === 'healthy') return;
    await wallSleep(HEALTH_LOOK_MS);
  }
}
