import { wallElapsed } from '../clock/wall.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Real milliseconds within which a second signal is the first one, arriving by another way. */
const SAME_MS = 300;

/**
 * Calls back for every signal that asks the process to end. A terminal's Ctrl-C reaches the whole group, and the
 * programs that started this one pass on what they receive: what arrives within 300 ms of another is the same.
 */
export function onSignals(act: () => void): Disposable {
  let last = -Infinity;
  const onSignal = (): void => {
    const now = wallElapsed();
    const isEcho = now - last < SAME_MS;
    last = now;
    if (!isEcho) act();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    [Symbol.dispose]: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}

/** Ends the process for any signal that nothing else has asked for. */
export function endOnSignals(exitCode: number): void {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(exitCode);
    });
  }
}
