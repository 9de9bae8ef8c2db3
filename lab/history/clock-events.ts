import type { LabClock } from '../clock/lab-clock.ts';
import type { HistorySink } from './history.ts';

/** What the movement of an advance is caused by; any other was caused by a wait, which it names. */
const ADVANCE = 'advance';

/**
 * Writes every move of lab time into the history: `clock.advanced`, `clock.moved` for a wait that moved it, and
 * `clock.frozen` and `clock.flowed`. How many timers fired is volatile, as connections have timers, and how many
 * connections there are is a race.
 */
export function recordClock(
  clock: Pick<LabClock, 'mode' | 'onChange' | 'onMoved'>,
  history: HistorySink,
): void {
  let known = clock.mode;
  clock.onChange(({ mode }) => {
    if (mode === known) return;
    known = mode;
    history.append({ component: 'clock', kind: mode === 'frozen' ? 'clock.frozen' : 'clock.flowed' });
  });
  clock.onMoved(({ from, to, cause, fired }) => {
    const volatile = fired === undefined ? {} : { volatile: { fired } };
    const moved =
      cause === ADVANCE
        ? { kind: 'clock.advanced', data: { from, to } }
        : { kind: 'clock.moved', data: { from, to, what: cause } };
    history.append({ component: 'clock', ...moved, ...volatile });
  });
}
