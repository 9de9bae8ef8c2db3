import type { ClientFigures, FlowFigures, Latency, LoadSeries } from '../report/load-report.ts';
import { METRIC } from './metrics.ts';
import type { Metrics, Period, Recording } from './recording.ts';
import type { K6Summary, Statistics } from './summary.ts';
import type { Series } from './usage.ts';

/** What the clients saw over the whole load. */
export function clientFigures({ metrics }: K6Summary): ClientFigures {
  const signIns = metrics.get(METRIC.signIns) ?? metrics.get(METRIC.iterations) ?? {};
  return {
    signIns: signIns['count'] ?? 0,
    failed: failedOf(metrics),
    perSecond: signIns['rate'] ?? 0,
    dropped: metrics.get(METRIC.dropped)?.['count'] ?? 0,
    latencyMs: latencyOf(metrics.get(METRIC.duration) ?? metrics.get(METRIC.iterationDuration)),
  };
}

/** Of a script without counts of its own, the checks that did not hold. */
function failedOf(metrics: Metrics): number {
  return metrics.get(METRIC.failed)?.['count'] ?? metrics.get(METRIC.checks)?.['fails'] ?? 0;
}

/** Each flow that a script tags its sign-ins with. */
export function flowFigures({ total }: Recording): FlowFigures[] {
  const failed = byFlow(total, METRIC.failed);
  const durations = byFlow(total, METRIC.duration);
  return [...byFlow(total, METRIC.signIns)].map(([flow, statistics]) => ({
    flow,
    signIns: statistics['count'] ?? 0,
    failed: failed.get(flow)?.['count'] ?? 0,
    latencyMs: latencyOf(durations.get(flow)),
  }));
}

function byFlow(metrics: Metrics, name: string): Map<string, Statistics> {
  const prefix = `${name}{flow:`;
  const found = [...metrics].flatMap(([metric, statistics]) =>
    metric.startsWith(prefix) ? [[metric.slice(prefix.length, -1), statistics] as const] : [],
  );
  return new Map(found.sort(([a], [b]) => a.localeCompare(b, 'en')));
}

/** k6's summary has `p(50)` and `p(99)` as asked for; its recording has `med`. */
function latencyOf(statistics: Statistics | undefined): Latency | undefined {
  if (statistics === undefined) return undefined;
  const at = (...names: string[]): number =>
    names.map((name) => statistics[name]).find((value) => value !== undefined) ?? 0;
  return {
    avg: at('avg'),
    p50: at('p(50)', 'med'),
    p90: at('p(90)'),
    p95: at('p(95)'),
    p99: at('p(99)'),
    max: at('max'),
  };
}

/** What the clients saw over time. */
export function clientSeries({ periods }: Recording): Pick<LoadSeries, 'latencyMs' | 'flow'> {
  const duration = firstKnown(periods, METRIC.duration, METRIC.iterationDuration);
  const ended = firstKnown(periods, METRIC.signIns, METRIC.iterations);
  const statistics = [
    ['p50', 'med'],
    ['p95', 'p(95)'],
    ['p99', 'p(99)'],
  ] as const;
  const latencyMs = statistics.map(([name, statistic]) =>
    series(name, periods, ({ metrics }) => metrics.get(duration)?.[statistic]),
  );
  const completions = series('completions', periods, ({ metrics }) => metrics.get(ended)?.['rate'] ?? 0);
  const arrivals = series('arrivals', periods, ({ metrics }) => arrivedIn(metrics, ended));
  return { latencyMs, flow: [arrivals, completions] };
}

/** What a script says it began; else what ended, and what was due but found no client. */
function arrivedIn(metrics: Metrics, ended: string): number {
  const rate = (name: string): number | undefined => metrics.get(name)?.['rate'];
  return (rate(METRIC.begun) ?? rate(ended) ?? 0) + (rate(METRIC.dropped) ?? 0);
}

function firstKnown(periods: readonly Period[], wanted: string, fallback: string): string {
  return periods.some(({ metrics }) => metrics.has(wanted)) ? wanted : fallback;
}

function series(
  name: string,
  periods: readonly Period[],
  valueOf: (period: Period) => number | undefined,
): Series {
  const points = periods.flatMap((period) => {
    const value = valueOf(period);
    return value === undefined ? [] : [{ second: period.second, value }];
  });
  return { name, points };
}
