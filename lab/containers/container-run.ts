import type { Readable } from 'node:stream';
import { wallSleep } from '../clock/wall.ts';
import type { LineStream } from '../processes/line-tail.ts';
import type { ContainerExit } from './started-lab-container.ts';
import type { ContainerGround } from './ground.ts';
import type { DockerContainer } from './testcontainers.ts';

const LAST_WORDS_MS = 500;

/** One run of a container, watched from before it starts until it has ended and its last words are heard. */
export interface ContainerRun {
  readonly exited: Promise<ContainerExit>;
  /** Undefined while it runs, and before. */
  exit(): ContainerExit | undefined;
  /** Resolves with the first line that matches. */
  line(pattern: RegExp): Promise<void>;
}

/** Must be called before the container is started: whoever attaches later has missed the first lines. */
export async function watchRun(
  { runtime }: ContainerGround,
  container: DockerContainer,
  lines: LineStream,
  onLine: (line: string) => void,
): Promise<ContainerRun> {
  const output = await runtime.container.attach(container);
  const waiting = new Map<RegExp, () => void>();
  const seen: string[] = [];
  output.on('data', (text: string) => {
    for (const line of lines.add(text)) {
      seen.push(line);
      seen.splice(0, seen.length - 200);
      onLine(line);
      for (const [pattern, found] of waiting) if (pattern.test(line)) found();
    }
  });
  output.on('error', () => undefined);
  const silent = new Promise<void>((resolve) => output.once('close', () => resolve()));
  let exit: ContainerExit | undefined;
  const exited = ended(container, output, silent).then((how) => (exit = how));
  const line = (pattern: RegExp): Promise<void> =>
    seen.some((one) => pattern.test(one))
      ? Promise.resolve()
      : new Promise((resolve) => waiting.set(pattern, resolve));
  return { exited, exit: () => exit, line };
}

async function ended(
  container: DockerContainer,
  output: Readable,
  silent: Promise<void>,
): Promise<ContainerExit> {
  const code = await exitCode(container);
  const outOfMemory = await container.inspect().then(
    ({ State }) => State.OOMKilled,
    () => false,
  );
  await Promise.race([silent, wallSleep(LAST_WORDS_MS)]);
  output.destroy();
  return { code, outOfMemory };
}

/** A container that is removed while it runs was killed. */
async function exitCode(container: DockerContainer): Promise<number> {
  const answer: unknown = await container.wait({ condition: 'next-exit' }).catch(() => undefined);
  if (typeof answer !== 'object' || answer === null || !('StatusCode' in answer)) return 137;
  return Number(answer.StatusCode);
}
