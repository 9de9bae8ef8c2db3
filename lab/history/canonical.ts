import type { HistoryEvent, Json } from './event.ts';
import { rankIdentifiers } from './identifier-ranks.ts';
import { fill, mask, templateOf, type Template } from './identifiers.ts';

/** An event without what differs from run to run. */
export interface CanonicalEvent {
  readonly at: number;
  readonly component: string;
  readonly kind: string;
  readonly correlationId?: string;
  readonly data?: Readonly<Record<string, Json>>;
}

/**
 * The part of a history that two runs with the same seed share: lab time, decisions, outcomes; no volatile facts and
 * no racy events. The order is (lab time, component), and there what belongs to one correlation keeps its sequence,
 * while correlations, and events without one, stand by what they say, as they arrive in any order. Identifiers then
 * become `#1`, `#2`, … by first appearance, since agents' ids are theirs.
 */
export function canonical(events: readonly HistoryEvent[]): CanonicalEvent[] {
  const kept = events.filter(({ racy }) => racy !== true).sort((a, b) => a.sequence - b.sequence);
  return numbered(inStableOrder(kept.map(lineOf)));
}

/** An event on its way into the canonical history. */
interface Line {
  readonly event: HistoryEvent;
  /** The canonical event as JSON. */
  readonly template: Template;
  /** That text without identifiers. */
  readonly masked: string;
}

function lineOf(event: HistoryEvent): Line {
  const { at, component, kind, correlationId, data } = event;
  const template = templateOf(JSON.stringify({ at, component, kind, correlationId, data: sortKeys(data) }));
  return { event, template, masked: mask(template) };
}

/** Where an event stands: lines compare by these, one after the other. */
type Key = readonly (number | string)[];

function inStableOrder(lines: readonly Line[]): Line[] {
  const ranks = rankIdentifiers(stepsOf(lines));
  const firstOf = new Map<string, string>();
  for (const { event, masked } of lines) {
    const id = event.correlationId;
    if (id !== undefined && masked < (firstOf.get(id) ?? '\uffff')) firstOf.set(id, masked);
  }
  const rank = (template: Template): string => fill(template, (id) => String(ranks.get(id)).padStart(9, '0'));
  const keyOf = ({ event, template, masked }: Line): Key => {
    const { at, component, correlationId, sequence } = event;
    return correlationId === undefined
      ? [at, component, masked, rank(template), sequence]
      : [at, component, firstOf.get(correlationId) ?? '', rank(templateOf(correlationId)), sequence];
  };
  return lines
    .map((line) => ({ line, key: keyOf(line) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ line }) => line);
}

/** What is said of identifiers, with the place of each event among those of its correlation and component. */
function stepsOf(lines: readonly Line[]): Template[] {
  const steps = new Map<string, number>();
  return lines.map(({ event, template: { pieces, ids } }) => {
    if (event.correlationId === undefined) return { pieces, ids };
    const of = `${event.component} ${event.correlationId}`;
    const step = (steps.get(of) ?? 0) + 1;
    steps.set(of, step);
    const [first = '', ...rest] = pieces;
    return { pieces: [`${step} ${first}`, ...rest], ids };
  });
}

function numbered(lines: readonly Line[]): CanonicalEvent[] {
  const names = new Map<string, string>();
  const nameOf = (id: string): string => {
    const name = names.get(id) ?? `#${names.size + 1}`;
    names.set(id, name);
    return name;
  };
  return lines.map(({ template }) => JSON.parse(fill(template, nameOf)) as CanonicalEvent);
}

function compareKeys(a: Key, b: Key): number {
  for (const [place, one] of a.entries()) {
    const other = b[place] ?? '';
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

function sortKeys(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => sortKeys(item) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, sortKeys(item) ?? null]));
}
