import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { wallSleep } from '../../lab/clock/wall.ts';
import { startChild, type ChildDefinition } from '../../lab/processes/child.ts';
import { Janitor } from '../../lab/processes/janitor.ts';
import { inheritedEnvironment } from '../../programs/program.ts';

export interface ServerRun extends Omit<ChildDefinition, 'env'> {
  /** Beside what this process has. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Somebody else's server, up until it is disposed of. Throws ChildStartError with what it said last. */
export async function startServer(run: ServerRun): Promise<AsyncDisposable> {
  await using stack = new AsyncDisposableStack();
  const janitor = stack.use(new Janitor());
  const env = { ...inheritedEnvironment(), ...run.env };
  // Whether it says that it is ready on its standard output or on standard error is its own affair.
  const args = ['-c', 'exec "$@" 2>&1', 'sh', run.command, ...run.args];
  stack.use(await startChild({ ...run, command: 'sh', args, env }, janitor));
  return stack.move();
}

/** A port of 127.0.0.1 that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  return address.port;
}

const TRIES = 200;
const BETWEEN_MS = 20;

/** Resolves when somebody listens on a port of 127.0.0.1: some servers say so a moment before they do. */
export async function listens(port: number): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (await answers(port)) return;
    await wallSleep(BETWEEN_MS);
  }
  throw new Error(`nobody listens on port ${port}`);
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
