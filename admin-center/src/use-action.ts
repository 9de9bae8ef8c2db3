import { useState } from 'preact/hooks';
import { explained } from './graph/graph-error.ts';
import type { Note } from './parts/note.tsx';

/** Something an administrator does: whether it is under way, and how it went. */
export interface Action {
  readonly busy: boolean;
  readonly outcome: Note | undefined;
  /** Does it once at a time; says `done` when it worked, and why when it did not. */
  run(work: () => Promise<string>): Promise<boolean>;
  clear(): void;
}

export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Note>();
  const run = async (work: () => Promise<string>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setOutcome(undefined);
    try {
      setOutcome({ severity: 'success', text: await work() });
      return true;
    } catch (error) {
      setOutcome({ severity: 'error', text: explained(error) });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, outcome, run, clear: () => setOutcome(undefined) };
}
