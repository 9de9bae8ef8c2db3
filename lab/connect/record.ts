import type { HistoryEntry } from '../history/event.ts';

/** Writes an event of one Entra Connect server into the history. */
export type RecordEvent = (
  kind: string,
  correlationId: string,
  data?: HistoryEntry['data'],
  volatile?: HistoryEntry['volatile'],
) => void;
