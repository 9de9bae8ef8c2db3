import { z } from 'zod';

/** A metric of k6's summary: numbers by statistic, and whether each threshold was crossed. */
const metric = z
  .object({ thresholds: z.record(z.string(), z.boolean()).optional() })
  .catchall(z.union([z.number(), z.unknown()]));
const exported = z.object({ metrics: z.record(z.string(), metric) });

/** Statistics of one metric, such as `avg`, `p(95)`, `count`, `rate`. */
export type Statistics = Readonly<Record<string, number>>;

/** What k6 says when a run is over (`--summary-export`). */
export interface K6Summary {
  /** By name; those of a tag's value as `name{tag:value}`. */
  readonly metrics: ReadonlyMap<string, Statistics>;
  readonly thresholds: readonly Threshold[];
}

/** A limit that a script sets to a metric. */
export interface Threshold {
  readonly metric: string;
  /** As the script has it: `p(95)<500`. */
  readonly expression: string;
  readonly passed: boolean;
  /** What was measured of the statistic that the expression names; undefined when nothing was. */
  readonly value: number | undefined;
}

/** Reads k6's summary. Throws SyntaxError or ZodError for what is none. */
export function readSummary(text: string): K6Summary {
  const entries = Object.entries(exported.parse(JSON.parse(text)).metrics);
  const metrics = new Map(entries.map(([name, found]) => [name, numbersIn(found)]));
  const thresholds = entries.flatMap(([name, { thresholds = {} }]) =>
    Object.entries(thresholds).map(([expression, crossed]) => ({
      metric: name,
      expression,
      passed: !crossed,
      value: measured(metrics.get(name) ?? {}, expression),
    })),
  );
  thresholds.sort(
    (a, b) => a.metric.localeCompare(b.metric, 'en') || a.expression.localeCompare(b.expression, 'en'),
  );
  return { metrics, thresholds };
}

function numbersIn(found: Readonly<Record<string, unknown>>): Statistics {
  const numbers: Record<string, number> = {};
  for (const [name, value] of Object.entries(found)) if (typeof value === 'number') numbers[name] = value;
  return numbers;
}

/** The statistic that an expression such as `p(95)<500`, `rate>0.99` or `count==0` limits. */
function measured(statistics: Statistics, expression: string): number | undefined {
  const name = /^\s*([a-z]+(?:\(\s*[\d.]+\s*\))?)/i.exec(expression)?.[1]?.replaceAll(' ', '');
  if (name === undefined) return undefined;
  // k6 exports the rate of a Rate metric as its value.
  return statistics[name] ?? (name === 'rate' ? statistics['value'] : undefined);
}

/** Values of a metric by one tag: `sign_ins{flow:managed}` of `sign_ins` and `flow` under `managed`. */
export function byTag(summary: K6Summary, name: string, tag: string): Map<string, Statistics> {
  const found = new Map<string, Statistics>();
  for (const [metricName, statistics] of summary.metrics) {
    const [, base, key, value] = /^([^{]+)\{([^:}]+):([^,}]*)\}$/.exec(metricName) ?? [];
    if (base === name && key === tag && value !== undefined) found.set(value, statistics);
  }
  return found;
}
