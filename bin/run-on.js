import { spawn } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const INTERRUPTED = 130;

/**
 * Runs a program to its end and ends with its exit code. Signals are passed on: the program may have had them already,
 * as by a terminal's Ctrl-C, and counts the two as one. It sees the channel close when this process is gone, however it went.
 */
export function runOn(node, args, { cwd, env, failed }) {
  const child = spawn(node, args, { cwd, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.once('error', failed);
  child.once('exit', (code, signal) => process.exit(code ?? (SIGNALS.includes(signal) ? INTERRUPTED : 1)));
}
