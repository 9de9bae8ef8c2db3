/** What was seen at one moment. Times are milliseconds since the load began, counts since the lab did. */
export interface Sample {
  readonly atMs: number;
  /** CPU milliseconds used so far, by component. */
  readonly cpuMs: Readonly<Record<string, number>>;
  /** Sign-ins that each agent has answered so far. */
  readonly byAgent: Readonly<Record<string, number>>;
  /** Sign-ins that the cloud has finished so far. */
  readonly signIns: number;
}

/** Values over time; one for each name where it was seen. */
export interface Series {
  readonly name: string;
  readonly points: readonly { readonly second: number; readonly value: number }[];
}

/** Growth per second between neighbouring samples, by name. A name that is not there yet counts from nothing. */
export function ratesOf(
  samples: readonly Sample[],
  counts: (sample: Sample) => Readonly<Record<string, number>>,
): Series[] {
  const points = new Map<string, { second: number; value: number }[]>();
  samples.slice(1).forEach((sample, index) => {
    const before = samples[index];
    if (before === undefined || sample.atMs <= before.atMs) return;
    const seconds = (sample.atMs - before.atMs) / 1_000;
    for (const [name, count] of Object.entries(counts(sample))) {
      const grown = Math.max(0, count - (counts(before)[name] ?? 0));
      const series = points.get(name) ?? [];
      series.push({ second: round(sample.atMs / 1_000), value: round(grown / seconds) });
      points.set(name, series);
    }
  });
  return [...points].map(([name, found]) => ({ name, points: found })).sort((a, b) => byName(a.name, b.name));
}

/** Cores in use by component over time, the busiest first: 1 is one core wholly used. */
export function coresOf(samples: readonly Sample[]): Series[] {
  const used = grownBy(samples, ({ cpuMs }) => cpuMs);
  return ratesOf(samples, ({ cpuMs }) => cpuMs)
    .map(({ name, points }) => ({
      name,
      points: points.map(({ second, value }) => ({ second, value: round(value / 1_000) })),
    }))
    .sort((a, b) => (used[b.name] ?? 0) - (used[a.name] ?? 0));
}

/** Growth from the first sample to the last, by name. */
export function grownBy(
  samples: readonly Sample[],
  counts: (sample: Sample) => Readonly<Record<string, number>>,
): Record<string, number> {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return {};
  return Object.fromEntries(
    Object.entries(counts(last))
      .map(([name, count]) => [name, Math.max(0, count - (counts(first)[name] ?? 0))] as const)
      .sort(([a], [b]) => byName(a, b)),
  );
}

/** The samples from just before the first sign-in to just after the last: without what a load generator does to boot. */
export function underLoad(samples: readonly Sample[]): readonly Sample[] {
  const grew = samples.map(
    ({ signIns }, index) => index > 0 && signIns > (samples[index - 1]?.signIns ?? signIns),
  );
  const first = grew.indexOf(true);
  return first < 0 ? samples : samples.slice(first - 1, grew.lastIndexOf(true) + 1);
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** AGENT2 before AGENT10. */
function byName(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
