import type { HistoryEvent } from '../history/event.ts';
import { renderHistory } from '../report/reading-order.ts';

const KNOWN_LIMIT = 10;

/** One sign-in hop by hop: the text, or nothing and the newest correlation ids when none or several fit. */
export function traceOf(events: readonly HistoryEvent[], wanted: string): { text: string; known: string[] } {
  const ids = new Set(events.flatMap(({ correlationId }) => correlationId ?? []));
  const fitting = ids.has(wanted) ? [wanted] : [...ids].filter((id) => id.startsWith(wanted));
  const [only] = fitting;
  if (only === undefined || fitting.length > 1) {
    return { text: '', known: (fitting.length > 1 ? fitting : [...ids]).slice(-KNOWN_LIMIT) };
  }
  return { text: renderTrace(events, only), known: [only] };
}

/** The passage itself, and what befell the agents that had its requests in hand meanwhile. */
function renderTrace(events: readonly HistoryEvent[], id: string): string {
  const own = events.filter(({ correlationId }) => correlationId === id);
  const end = own.at(-1)?.sequence ?? 0;
  const inHand = own.filter(({ kind }) => kind === 'passthrough.dispatched');
  const befell = events.filter(
    ({ correlationId, component, sequence }) =>
      correlationId === undefined &&
      sequence <= end &&
      inHand.some((one) => one.sequence < sequence && one.data?.['machineName'] === component),
  );
  // In one passage, where they happened: a reader looks for the hop at fault there.
  const told = befell.map((event) => ({ ...event, correlationId: id }));
  return renderHistory([...own, ...told]);
}
