import type { ChildExit } from '../../processes/child.ts';
import { LoadError } from '../errors.ts';

/** How k6 ended, when it has something to say of the load. */
export type K6Ending = 'passed' | 'crossed' | 'stopped';

/** k6's exit codes (its `errext/exitcodes`) that mean the script or its options are wrong. */
const SCRIPT_CODES: Readonly<Record<number, string>> = {
  100: 'a setup took too long',
  101: 'a teardown took too long',
  104: 'its options are wrong',
  107: 'it threw an error',
  108: 'it aborted the test',
};

/** Throws LoadError when the code says that the load was not measured. */
export function endingOf(exit: ChildExit, stopped: boolean, lines: readonly string[]): K6Ending {
  if (stopped) return 'stopped';
  if (exit.code === 0) return 'passed';
  if (exit.code === 99) return 'crossed';
  const last = `Its last lines:\n  ${lines.join('\n  ')}`;
  const why = SCRIPT_CODES[exit.code ?? -1];
  if (why !== undefined)
    throw new LoadError(
      'PTALAB_LOAD_SCRIPT',
      `k6 ended with code ${exit.code} for the script: ${why}. ${last}`,
    );
  const how = exit.signal === null ? `code ${exit.code}` : exit.signal;
  throw new LoadError('PTALAB_LOAD_UNKNOWN', `k6 ended with ${how}, so the load was not measured. ${last}`);
}
