import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A command to run to its end. */
export interface Tool {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told of each line of its output, and of its errors. */
  readonly onLine?: (line: string) => void;
}

export interface Ended {
  /** Undefined when it could not be started, or was ended by a signal. */
  readonly code: number | undefined;
  readonly missing: boolean;
  /** The last lines of output and errors, oldest first. */
  readonly tail: readonly string[];
}

const TAIL = 20;
const running = new Set<ChildProcess>();

/** Runs a command in a process group of its own, so that all it starts ends with it. Never throws. */
export function runTool({ command, args, cwd, env, onLine }: Tool): Promise<Ended> {
  const tail: string[] = [];
  const child = spawn(command, [...args], {
    cwd,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.add(child);
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on('line', (line) => {
      tail.push(line);
      if (tail.length > TAIL) tail.shift();
      onLine?.(line);
    });
  return new Promise((resolve) => {
    const end = (code: number | null, missing: boolean): void => {
      running.delete(child);
      resolve({ code: code ?? undefined, missing, tail });
    };
    child.once('error', (error) => {
      tail.push(error.message);
      end(null, 'code' in error && error.code === 'ENOENT');
    });
    child.once('close', (code) => end(code, false));
  });
}

/** Ends every command that runs, with all it has started. */
export function endTools(): void {
  for (const { pid } of running) {
    if (pid === undefined) continue;
    try {
      process.kill(-pid, 'SIGTERM');
    } catch {
      // It has ended by itself meanwhile.
    }
  }
}
