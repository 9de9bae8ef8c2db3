/** Exit codes of the command line that a load can end with: passed, a threshold crossed, unknown, interrupted. */
export type LoadExit = 0 | 1 | 4 | 130;

/** A load in which nobody signed in says nothing; it has neither passed nor failed. */
export function exitOf(ending: 'passed' | 'crossed' | 'stopped', signIns: number): LoadExit {
  if (ending === 'stopped') return 130;
  if (signIns === 0) return 4;
  return ending === 'passed' ? 0 : 1;
}
