import type { Clock } from '../clock/clock.ts';

/** Says one thing to whoever runs the agent. Never a password, key or token. */
export type Log = (text: string) => void;

/** Lines on standard error, each with its lab time. */
export function logTo(output: { write(text: string): unknown }, clock: Pick<Clock, 'now'>): Log {
  return (text) => void output.write(`${new Date(clock.now()).toISOString()} ${text}\n`);
}
