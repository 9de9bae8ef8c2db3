import type { HistoryEvent } from '../history/event.ts';
import { describeFacts, describeReasons, escapeInvisible } from './facts.ts';
import { hopDepth, isTrouble } from './hops.ts';

const EVENT_LIMIT = 5_000;
const INDENT = '  ';

/** The events of one sign-in, registration or sync cycle; or, without an id, the lab's own between them. */
interface Passage {
  readonly correlationId: string | undefined;
  readonly events: HistoryEvent[];
}

/**
 * A history as text for people: a passage per correlation id in the order in which they began, the lab's own events
 * between them, one line per hop, indented by how far the component stands from the user. `!` marks trouble.
 */
export function renderHistory(events: readonly HistoryEvent[]): string {
  if (events.length === 0) return 'The history is empty.\n';
  const kept = events.slice(-EVENT_LIMIT);
  const left = events.length - kept.length;
  const note = left > 0 ? `(${left} earlier events are left out)\n\n` : '';
  return note + passages(kept).map(renderPassage).join('\n');
}

function passages(events: readonly HistoryEvent[]): Passage[] {
  const found: Passage[] = [];
  const byId = new Map<string, Passage>();
  for (const event of [...events].sort((a, b) => a.sequence - b.sequence)) {
    passageOf(event, found, byId).events.push(event);
  }
  return found;
}

function passageOf(event: HistoryEvent, found: Passage[], byId: Map<string, Passage>): Passage {
  const { correlationId } = event;
  const last = found.at(-1);
  const known = correlationId === undefined ? last : byId.get(correlationId);
  if (known !== undefined && known.correlationId === correlationId) return known;
  const passage: Passage = { correlationId, events: [] };
  found.push(passage);
  if (correlationId !== undefined) byId.set(correlationId, passage);
  return passage;
}

function renderPassage({ correlationId, events }: Passage): string {
  const title = correlationId === undefined ? 'The lab' : `Correlation ${escapeInvisible(correlationId)}`;
  const width = Math.max(
    ...events.map(({ component }) => component.length + INDENT.length * hopDepth(component)),
  );
  return `${title}\n${events.map((event) => renderHop(event, width)).join('')}`;
}

function renderHop(event: HistoryEvent, width: number): string {
  const mark = isTrouble(event) ? '!' : ' ';
  const component = (INDENT.repeat(hopDepth(event.component)) + event.component).padEnd(width);
  const match = event.match === undefined || event.match === 'known' ? '' : ` (${event.match})`;
  const facts = [describeFacts(event.data), describeReasons(event.volatile)]
    .filter((text) => text !== '')
    .join(' ');
  const line = `${mark} ${labTime(event.at)}  ${component}  ${event.kind}${match}${facts === '' ? '' : `  ${facts}`}`;
  return `${line.trimEnd()}  #${event.sequence}\n`;
}

/** `2026-01-05 08:00:15.000`, in UTC. */
function labTime(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').slice(0, -1);
}
