import { formatDuration } from '../../clock/duration.ts';
import { wallAfter } from '../../clock/wall.ts';
import { openStopSender } from '../../report/stop-channel.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import type { Scenario } from './scenarios.ts';

/** Real milliseconds that scenarios get to end in order, once told to. */
const GRACE_MS = 15_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What may end a run before its time. */
export interface Stopping extends Disposable {
  readonly interrupted: boolean;
}

export interface StoppingOptions {
  readonly channel: string;
  readonly runLimitMs: number;
  readonly running: () => readonly Scenario[];
  readonly terminal: Terminal;
  /** Ends the process at once; children and files go with it. */
  readonly exit: (code: ExitCode) => void;
}

/**
 * Watches for Ctrl-C and for the run's limit. Either tells every scenario in progress to end, so that its history is
 * kept and its lab taken down; a second Ctrl-C, or 15 s, ends the process.
 */
export function watchForStop({ channel, runLimitMs, running, terminal, exit }: StoppingOptions): Stopping {
  const sender = openStopSender(channel);
  let interrupted = false;
  let asked = false;
  const stop = (reason: string, code: ExitCode): void => {
    asked = true;
    terminal.complain(
      `${reason}; in progress: ${
        running()
          .map(({ name }) => name)
          .join(', ') || 'nothing'
      }`,
    );
    sender.stop(reason);
    wallAfter(GRACE_MS, () => {
      const left = running().map(({ id }) => `\n  ${id}`);
      terminal.complain(`these scenarios did not end within ${formatDuration(GRACE_MS)}:${left.join('')}`);
      exit(code);
    });
  };
  const onSignal = (): void => {
    if (interrupted) return exit(EXIT.interrupted);
    interrupted = true;
    stop('interrupted (once more to leave at once)', EXIT.interrupted);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const limit = wallAfter(runLimitMs, () => {
    if (!asked) stop(`the run's limit of ${formatDuration(runLimitMs)} has passed`, EXIT.failed);
  });
  return {
    get interrupted() {
      return interrupted;
    },
    [Symbol.dispose]: () => {
      limit.cancel();
      sender[Symbol.dispose]();
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
