import type { Janitor } from '../processes/janitor.ts';
import { payloadFigures } from './core/costs.ts';
import type { K6Progress } from './core/k6-progress.ts';
import { readRecording, type Recording } from './core/recording.ts';
import type { Sample } from './core/usage.ts';
import type { K6Binary } from './k6/binary.ts';
import { runK6, type K6Result } from './k6/run-k6.ts';
import type { PayloadFigures } from './report/load-report.ts';
import { startSampler } from './sampling/sampler.ts';
import type { LoadLab } from './start-load-lab.ts';
import { networksOf } from './target/target-file.ts';

/** One script against a lab that is up. */
export interface Measurement extends K6Result {
  readonly recording: Recording;
  readonly samples: readonly Sample[];
  readonly payload: PayloadFigures | undefined;
  /** Sign-ins by AADSTS code. */
  readonly codes: Readonly<Record<string, number>>;
}

export interface MeasureOptions {
  readonly script: string;
  readonly knobs: Readonly<Record<string, string>>;
  readonly k6: K6Binary;
  readonly janitor: Janitor;
  readonly signal: AbortSignal;
  /** Seconds of each point over time; without it there are none. */
  readonly periodS?: number;
  /** Real milliseconds between two looks at the lab. */
  readonly sampleMs?: number;
  readonly onProgress?: (progress: K6Progress) => void;
}

/** Runs k6 and watches the lab while it does. Throws LoadError. */
export async function measure(load: LoadLab, options: MeasureOptions): Promise<Measurement> {
  const { lab, written, folder, estate } = load;
  const { script, knobs, periodS, sampleMs = 1_000, ...surroundings } = options;
  const before = { traffic: await lab.cloud.traffic({}), counts: await lab.cloud.counts({}) };
  await using sampler = await startSampler(lab, sampleMs);
  const { path: target, trust } = written;
  const order = { script, knobs, target, trust, folder, periodS, networks: networksOf(written.target) };
  const result = await runK6(order, { ...surroundings, onStart: (pid) => sampler.watch(pid) });
  const samples = await sampler.stop();
  const after = { traffic: await lab.cloud.traffic({}), counts: await lab.cloud.counts({}) };
  return {
    ...result,
    recording: readRecording(result.recordingText),
    samples,
    payload: payloadFigures(before.traffic, after.traffic, estate.registered),
    codes: grown(before.counts.byCode, after.counts.byCode),
  };
}

function grown(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after)
      .map(([code, count]) => [code, count - (before[code] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );
}
