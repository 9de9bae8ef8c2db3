import type { LabContainerDefinition } from './definition.ts';
import { ContainerStartError, EngineError } from './errors.ts';

/** What it was asked about is not there, or is being removed by somebody else. */
export function isAbsent(error: unknown): boolean {
  return statusOf(error) === 404 || (statusOf(error) === 409 && /already in progress/.test(reasonOf(error)));
}

/** The engine's refusal to create or start a container, in the lab's own errors. */
export function translated(definition: LabContainerDefinition, error: unknown): Error {
  if (error instanceof EngineError || error instanceof ContainerStartError) return error;
  const reason = reasonOf(error);
  if (/no space left on device/i.test(reason)) {
    const remedy = 'Free some, for instance with `docker system prune`';
    return new EngineError('disk', "the container engine's disk is full", remedy, error);
  }
  if (/No such image|manifest unknown|pull access denied|Failed to pull/i.test(reason)) {
    const said = `the container engine cannot get image ${definition.image} (${reason})`;
    return new EngineError('image', said, 'Check its name, and pull or build it first', error);
  }
  return new ContainerStartError(definition, `could not be started: ${reason}`, undefined, []);
}

function statusOf(error: unknown): unknown {
  return error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
}

/** The engine's own words, without the status line that its client puts before them. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim();
}
