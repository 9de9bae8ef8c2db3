import { z } from 'zod';

/** Statistics by metric, only for metrics that had a sample; those of a tag's value as `name{tag:value}`. */
export type Metrics = ReadonlyMap<string, Readonly<Record<string, number>>>;

/** One period of a load as k6 saw it. */
export interface Period {
  /** Seconds since the load began, at the period's end. */
  readonly second: number;
  readonly metrics: Metrics;
}

export interface Recording {
  readonly periods: readonly Period[];
  /** Over the whole load. */
  readonly total: Metrics;
}

const aggregates = z.record(z.string(), z.array(z.string()));
const line = z.discriminatedUnion('event', [
  z.object({ event: z.literal('param'), data: z.object({ aggregates }) }),
  z.object({ event: z.literal('metric'), data: z.record(z.string(), z.object({ type: z.string() })) }),
  z.object({ event: z.enum(['start', 'snapshot', 'cumulative']), data: z.array(z.array(z.number())) }),
]);

const EVENTS: readonly string[] = ['param', 'metric', 'start', 'snapshot'];
const TOTAL = /^\{"event":"cumulative"/;

/**
 * Reads what k6's dashboard recorded: a line for each event. Values stand in the order of the metrics known so far,
 * sorted by name, and of each type's statistics; lines that are cut off or strange are left out.
 */
export function readRecording(text: string): Recording {
  const state: State = { aggregates: {}, types: new Map(), startMs: undefined };
  const lines = text.split('\n');
  const periods = lines.flatMap((one) => take(state, one));
  // Each replaces the one before: only the last is worth the reading.
  const last = line.safeParse(json(lines.findLast((one) => TOTAL.test(one)) ?? ''));
  const total =
    last.data?.event === 'cumulative' ? statisticsOf(state, last.data.data) : new Map<string, never>();
  return { periods, total };
}

interface State {
  aggregates: Readonly<Record<string, readonly string[]>>;
  readonly types: Map<string, string>;
  startMs: number | undefined;
}

function take(state: State, text: string): Period[] {
  const read = line.safeParse(parsed(text));
  if (!read.success) return [];
  const { event, data } = read.data;
  if (event === 'param') state.aggregates = data.aggregates;
  else if (event === 'metric')
    for (const [name, { type }] of Object.entries(data)) state.types.set(name, type);
  else if (event !== 'cumulative') {
    const metrics = statisticsOf(state, data);
    const now = metrics.get('time')?.['value'];
    if (event === 'start') state.startMs = now;
    else if (now !== undefined && state.startMs !== undefined)
      return [{ second: Math.round((now - state.startMs) / 100) / 10, metrics }];
  }
  return [];
}

function statisticsOf({ types, aggregates: names }: State, rows: readonly (readonly number[])[]): Metrics {
  const found = new Map<string, Readonly<Record<string, number>>>();
  // Sorted as Go sorts strings: by code unit.
  [...types.keys()].sort().forEach((name, index) => {
    const statistics = names[types.get(name) ?? ''] ?? [];
    const row = rows[index] ?? [];
    const pairs = statistics.flatMap((statistic, at) => {
      const value = row[at];
      return value === undefined ? [] : [[statistic, value] as const];
    });
    if (pairs.length > 0) found.set(name, Object.fromEntries(pairs));
  });
  return found;
}

/** Nothing for events that are not read, before they are parsed. */
function parsed(text: string): unknown {
  const event = /^\{"event":"(\w{1,20})"/.exec(text)?.[1];
  return event !== undefined && EVENTS.includes(event) ? json(text) : undefined;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
