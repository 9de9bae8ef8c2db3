import { spawn } from 'node:child_process';
import { wallDeadline } from '../lab/clock/wall.ts';

/** Somebody else's program, run to its end. */
export interface ProgramRun {
  readonly command: string;
  readonly args: readonly string[];
  /** Beside PATH, HOME and what else this process has. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Given on standard input, which is closed behind it. */
  readonly input?: string;
  /** Real milliseconds; two minutes unless given. */
  readonly limitMs?: number;
}

export interface ProgramEnd {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class ProgramError extends Error {
  readonly code = 'PTALAB_PROGRAM';
}

const LIMIT_MS = 120_000;
/** Ends what still runs when this process does. */
const running = new Set<() => void>();
process.once('exit', () => running.forEach((kill) => kill()));
const MOST_OUTPUT = 64 * 1024 * 1024;

/**
 * Runs a program to its end without holding up this process, which serves it. It stands in a group of its own, all of
 * which is killed when the time is up. Throws ProgramError when it cannot start, takes too long or says too much.
 */
export async function runProgram(run: ProgramRun): Promise<ProgramEnd> {
  const { command, args, limitMs = LIMIT_MS } = run;
  const child = spawn(command, [...args], {
    env: { ...process.env, ...run.env },
    cwd: run.cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const kill = (): void => killGroup(child.pid);
  running.add(kill);
  const said = { stdout: collect(child.stdout, kill), stderr: collect(child.stderr, kill) };
  // A program that reads none of its input closes it.
  child.stdin.on('error', () => undefined);
  child.stdin.end(run.input ?? '');
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(new ProgramError(`${command} cannot start: ${error.message}`)));
    child.once('close', resolve);
  });
  try {
    const code = await wallDeadline(
      limitMs,
      ended,
      () =>
        new ProgramError(`${command} ${args[0] ?? ''} took longer than ${limitMs / 1000} s: ${last(said)}`),
    );
    return { code, stdout: said.stdout(), stderr: said.stderr() };
  } finally {
    running.delete(kill);
    kill();
  }
}

/** The same for a program that must succeed: answers its standard output. Throws ProgramError. */
export async function succeed(run: ProgramRun): Promise<string> {
  const { code, stdout, stderr } = await runProgram(run);
  if (code === 0) return stdout;
  const tail = `${stdout}\n${stderr}`.trim().split('\n').slice(-5).join(' | ');
  throw new ProgramError(`${run.command} ${run.args.slice(0, 3).join(' ')} ended with ${code}: ${tail}`);
}

/** What this process has, for a child that is given all of its environment. */
export function inheritedEnvironment(): Record<string, string> {
  const pairs = Object.entries(process.env);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function collect(stream: NodeJS.ReadableStream, tooMuch: () => void): () => string {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > MOST_OUTPUT) tooMuch();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

function last({ stdout, stderr }: { stdout: () => string; stderr: () => string }): string {
  return `${stdout()}\n${stderr()}`.trim().split('\n').slice(-3).join(' | ');
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended, and everything it started.
  }
}
