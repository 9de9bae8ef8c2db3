import type { HistoryEvent } from '../../history/event.ts';
import { renderHistory } from '../../report/reading-order.ts';

const KNOWN_LIMIT = 10;

/** One sign-in hop by hop: the text, or nothing and the newest correlation ids when none or several fit. */
export function traceOf(events: readonly HistoryEvent[], wanted: string): { text: string; known: string[] } {
  const ids = new Set(events.flatMap(({ correlationId }) => correlationId ?? []));
  const fitting = ids.has(wanted) ? [wanted] : [...ids].filter((id) => id.startsWith(wanted));
  const [only] = fitting;
  if (only === undefined || fitting.length > 1) {
    return { text: '', known: (fitting.length > 1 ? fitting : [...ids]).slice(-KNOWN_LIMIT) };
  }
  return { text: renderHistory(events.filter(({ correlationId }) => correlationId === only)), known: [only] };
}
