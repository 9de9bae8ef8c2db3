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
  /** The exit code, when it did. */
  readonly outcome: ExitCode | undefined;
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
  let outcome: ExitCode | undefined;
  const stop = (reason: string, hint: string, code: ExitCode): void => {
    outcome = code;
    terminal.complain(
      `${reason}${hint}; in progress: ${
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
    if (outcome === EXIT.interrupted) return exit(EXIT.interrupted);
    stop('interrupted', ' (once more to leave at once)', EXIT.interrupted);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const limit = wallAfter(runLimitMs, () => {
    if (outcome === undefined)
      stop(`the run's limit of ${formatDuration(runLimitMs)} has passed`, '', EXIT.failed);
  });
  return {
    get outcome() {
      return outcome;
    },
    [Symbol.dispose]: () => {
      limit.cancel();
      sender[Symbol.dispose]();
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
