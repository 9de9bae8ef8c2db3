import { formatDuration } from '../../clock/duration.ts';
import { wallAfter } from '../../clock/wall.ts';
import { openStopSender } from '../../report/stop-channel.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { onSignals } from '../signals.ts';
import type { Terminal } from '../terminal.ts';
import { count } from './print.ts';
import type { Scenario } from './scenarios.ts';

/** Real milliseconds that scenarios get to end in order, once told to. */
const GRACE_MS = 15_000;

/** What may end a run before its time. */
export interface Stopping extends Disposable {
  readonly outcome: 'interrupted' | 'late' | undefined;
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
  let outcome: Stopping['outcome'];
  const stop = (why: 'interrupted' | 'late', reason: string, hint: string): void => {
    outcome = why;
    const left = running().length;
    terminal.complain(
      `${reason}${hint}; ${left === 0 ? 'nothing is' : `${count(left)} ${left === 1 ? 'is' : 'are'}`} in progress`,
    );
    sender.stop(reason);
    wallAfter(GRACE_MS, () => {
      const names = running().map(({ id }) => `\n  ${id}`);
      terminal.complain(`these scenarios did not end within ${formatDuration(GRACE_MS)}:${names.join('')}`);
      exit(outcome === 'interrupted' ? EXIT.interrupted : EXIT.unknown);
    });
  };
  const listening = onSignals(() => {
    if (outcome === 'interrupted') return exit(EXIT.interrupted);
    stop('interrupted', 'interrupted', ' (once more to leave at once)');
  });
  const limit = wallAfter(runLimitMs, () => {
    if (outcome === undefined)
      stop('late', `the run's limit of ${formatDuration(runLimitMs)} has passed`, '');
  });
  return {
    get outcome() {
      return outcome;
    },
    [Symbol.dispose]: () => {
      limit.cancel();
      sender[Symbol.dispose]();
      listening[Symbol.dispose]();
    },
  };
}
