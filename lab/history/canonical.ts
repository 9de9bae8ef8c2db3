import type { HistoryEvent, Json } from './event.ts';

const IDENTIFIER = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** An event without what differs from run to run. */
export interface CanonicalEvent {
  readonly at: number;
  readonly component: string;
  readonly kind: string;
  readonly correlationId?: string;
  readonly data?: Readonly<Record<string, Json>>;
}

/**
 * The part of a history that two runs with the same seed share: lab time, decisions, outcomes, ordered by
 * (lab time, component, sequence). Identifiers become `#1`, `#2`, … by first appearance, since agents' ids are theirs.
 */
export function canonical(events: readonly HistoryEvent[]): CanonicalEvent[] {
  const names = new Map<string, string>();
  const rename = (text: string): string =>
    text.replace(IDENTIFIER, (id) => {
      const known = names.get(id.toLowerCase());
      if (known !== undefined) return known;
      const name = `#${names.size + 1}`;
      names.set(id.toLowerCase(), name);
      return name;
    });
  return [...events].sort(inCanonicalOrder).map((event) => ({
    at: event.at,
    component: event.component,
    kind: event.kind,
    ...(event.correlationId === undefined ? {} : { correlationId: rename(event.correlationId) }),
    ...(event.data === undefined ? {} : { data: renameAll(event.data, rename) }),
  }));
}

function inCanonicalOrder(a: HistoryEvent, b: HistoryEvent): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.component !== b.component) return a.component < b.component ? -1 : 1;
  return a.sequence - b.sequence;
}

function renameAll(
  data: Readonly<Record<string, Json>>,
  rename: (text: string) => string,
): Record<string, Json> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, renameJson(value, rename)]));
}

function renameJson(value: Json, rename: (text: string) => string): Json {
  if (typeof value === 'string') return rename(value);
  if (Array.isArray(value)) return value.map((item: Json) => renameJson(item, rename));
  if (typeof value === 'object' && value !== null) return renameAll(value as Record<string, Json>, rename);
  return value;
}
