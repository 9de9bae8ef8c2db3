import { formatDuration } from '../../clock/duration.ts';
import { wallAfter } from '../../clock/wall.ts';
import type { LaunchChoice } from '../../report/run-parameters.ts';
import { openStopSender } from '../../report/stop-channel.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { onSignals } from '../signals.ts';
import type { Terminal } from '../terminal.ts';
import { count } from './print.ts';
import type { Scenario } from './scenarios.ts';

/** Real milliseconds that scenarios get to end in order, once told to. */
const GRACE_MS = 15_000;
/** Containers are taken down by somebody else, one by one. */
const CONTAINERS_GRACE_MS = 45_000;

/** How long a run that is told to stop may take about it, in real milliseconds. */
export function graceOf({ launcher, attach }: LaunchChoice): number {
  return launcher === 'docker' && attach === undefined ? CONTAINERS_GRACE_MS : GRACE_MS;
}

/** What may end a run before its time. */
export interface Stopping extends Disposable {
  readonly outcome: 'interrupted' | 'late' | undefined;
}

export interface StoppingOptions {
  readonly channel: string;
  readonly runLimitMs: number;
  readonly graceMs: number;
  readonly running: () => readonly Scenario[];
  readonly terminal: Terminal;
  /** Ends the process at once, with what is in progress; children and files go with it. */
  readonly exit: (code: ExitCode, reason: string) => void;
}

/**
 * Watches for Ctrl-C and for the run's limit. Either tells every scenario in progress to end, so that its history is
 * kept and its lab taken down; a second Ctrl-C, or 15 s (45 s with containers), ends the process.
 */
export function watchForStop(options: StoppingOptions): Stopping {
  const { channel, runLimitMs, graceMs, running, terminal, exit } = options;
  const sender = openStopSender(channel);
  let outcome: Stopping['outcome'];
  let grace: ReturnType<typeof wallAfter> | undefined;
  const stop = (why: 'interrupted' | 'late', reason: string, hint: string): void => {
    outcome = why;
    const left = running().length;
    terminal.complain(
      `${reason}${hint}; ${left === 0 ? 'nothing is' : `${count(left)} ${left === 1 ? 'is' : 'are'}`} in progress`,
    );
    sender.stop(reason);
    grace = wallAfter(graceMs, () => {
      const names = running().map(({ id }) => `\n  ${id}`);
      terminal.complain(`these scenarios did not end within ${formatDuration(graceMs)}:${names.join('')}`);
      const code = outcome === 'interrupted' ? EXIT.interrupted : EXIT.unknown;
      exit(code, `${reason}, and it did not end within ${formatDuration(graceMs)}`);
    });
  };
  const listening = onSignals(() => {
    if (outcome === 'interrupted') return exit(EXIT.interrupted, 'interrupted twice');
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
      grace?.cancel();
      sender[Symbol.dispose]();
      listening[Symbol.dispose]();
    },
  };
}
