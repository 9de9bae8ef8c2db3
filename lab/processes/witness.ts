import { spawn, type ChildProcess } from 'node:child_process';
import { WitnessStartError } from './errors.ts';

/**
 * Starts a program of ours that outlives this process, to tidy up after it: it holds nobody here, hears its standard
 * input close when this process has gone, and shares no terminal with it, so that Ctrl-C does not end it. Throws
 * WitnessStartError.
 */
export function startWitness(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): ChildProcess {
  const witness = spawn(process.execPath, [...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env,
  });
  // Node tells the reason later, and ends the process that does not listen.
  witness.on('error', () => undefined);
  if (witness.pid === undefined) throw new WitnessStartError(name, process.execPath);
  witness.unref();
  const input = witness.stdin;
  input.on('error', () => undefined);
  if ('unref' in input && typeof input.unref === 'function') input.unref();
  return witness;
}
