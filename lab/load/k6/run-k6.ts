import { readFileSync, rmSync } from 'node:fs';
import { wallSleep } from '../../clock/wall.ts';
import { startChild, type StartedChild } from '../../processes/child.ts';
import type { Janitor } from '../../processes/janitor.ts';
import { latestProgress, type K6Progress } from '../core/k6-progress.ts';
import { readSummary, type K6Summary } from '../core/summary.ts';
import { LoadError } from '../errors.ts';
import type { K6Binary } from './binary.ts';
import { k6Command, type K6Order } from './command.ts';
import { endingOf, type K6Ending } from './ending.ts';

export interface K6Surroundings {
  readonly k6: K6Binary;
  readonly janitor: Janitor;
  /** Aborted when the run is to end early; k6 then stops its clients and still sums up. */
  readonly signal: AbortSignal;
  /** Told of k6's process before load begins. */
  readonly onStart?: (pid: number) => void;
  /** Told every two seconds how far it is. */
  readonly onProgress?: (progress: K6Progress) => void;
}

export interface K6Result {
  readonly ending: K6Ending;
  readonly summary: K6Summary;
  /** As k6 wrote them. */
  readonly summaryText: string;
  readonly recordingText: string;
}

const READY_MS = 60_000;
const PROGRESS_MS = 2_000;
/** Real milliseconds k6 gets to sum up once it is told to stop. */
const LAST_MS = 30_000;

/** Runs a script to its end. Throws LoadError for a script that cannot run, and when k6 leaves no summary. */
export async function runK6(order: K6Order, surroundings: K6Surroundings): Promise<K6Result> {
  const { k6, janitor, signal, onStart, onProgress } = surroundings;
  const { args, env, summary, recording } = k6Command(order);
  // What an earlier run left must not be taken for this one's.
  for (const path of [summary, recording]) rmSync(path, { force: true });
  const definition = {
    name: 'k6',
    command: k6.path,
    args,
    env,
    cwd: order.folder,
    ready: /execution: local/,
    readyWithinMs: READY_MS,
  };
  await using child = await startChild(definition, janitor, signal).catch((error: unknown) => {
    throw new LoadError('PTALAB_LOAD_SCRIPT', error instanceof Error ? error.message : String(error));
  });
  onStart?.(child.pid);
  using watching = new DisposableStack();
  stopOn(signal, child, watching);
  await untilExited(child, onProgress);
  const ending = endingOf(await child.exited, signal.aborted, child.tail());
  const text = readOrNothing(summary);
  if (text === '')
    throw new LoadError(
      'PTALAB_LOAD_UNKNOWN',
      `k6 left no summary. Its last lines:\n  ${child.tail().join('\n  ')}`,
    );
  return { ending, summary: readSummary(text), summaryText: text, recordingText: readOrNothing(recording) };
}

function stopOn(signal: AbortSignal, child: StartedChild, watching: DisposableStack): void {
  const stop = (): void => void child.stop(LAST_MS);
  if (signal.aborted) return stop();
  signal.addEventListener('abort', stop, { once: true });
  watching.defer(() => signal.removeEventListener('abort', stop));
}

async function untilExited(child: StartedChild, say: K6Surroundings['onProgress']): Promise<void> {
  const ended = child.exited.then(() => true);
  while (!(await Promise.race([ended, wallSleep(PROGRESS_MS).then(() => false)]))) {
    const progress = latestProgress(child.tail());
    if (progress !== undefined) say?.(progress);
  }
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
