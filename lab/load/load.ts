import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Janitor } from '../processes/janitor.ts';
import { agentFigures, cpuFigures, signInsIn, watchedMs } from './core/costs.ts';
import { clientFigures, clientSeries, flowFigures } from './core/figures.ts';
import type { K6Progress } from './core/k6-progress.ts';
import { coresOf, ratesOf, underLoad } from './core/usage.ts';
import { exitOf } from './core/verdict.ts';
import type { K6Binary } from './k6/binary.ts';
import { machineFacts } from './machine.ts';
import { measure, type Measurement } from './measure.ts';
import { junitOf } from './report/junit.ts';
import { loadPage } from './report/load-page.ts';
import type { LoadReport } from './report/load-report.ts';
import type { Script } from './scripts.ts';
import { launcherName, startLoadLab, type LabOrder, type LoadLab } from './start-load-lab.ts';

/** One script against one lab. */
export interface LoadOrder extends LabOrder {
  readonly script: Script;
  readonly knobs: Readonly<Record<string, string>>;
  /** Real milliseconds the load is to take, where that is known. */
  readonly durationMs: number | undefined;
  readonly k6: K6Binary;
}

export interface LoadHost {
  readonly janitor: Janitor;
  /** Aborted when the load is to end early. */
  readonly signal: AbortSignal;
  readonly startedAt: Date;
  /** Told when the lab is up and load begins. */
  readonly onLab: (lab: LoadLab) => void;
  readonly onProgress: (progress: K6Progress) => void;
}

/** Raise a lab, load it, take it down, tell. Throws LoadError, and whatever raising a lab throws. */
export async function runLoad(
  order: LoadOrder,
  host: LoadHost,
): Promise<{ report: LoadReport; summaryText: string }> {
  await using stack = new AsyncDisposableStack();
  const machine = machineFacts(order.k6.version);
  const lab = await startLoadLab(order, host.janitor, stack);
  host.onLab(lab);
  const measured = await measure(lab, {
    script: order.script.path,
    knobs: order.knobs,
    k6: order.k6,
    periodS: periodFor(order.durationMs),
    ...host,
  });
  const report = reportOf(order, host, { machine, lab, measured });
  return { report, summaryText: measured.summaryText };
}

const MOST_PERIODS = 120;

/** k6 sorts all it has measured at the end of each period: a long load gets longer ones. Seconds. */
export function periodFor(durationMs: number | undefined): number {
  return Math.max(1, Math.ceil((durationMs ?? 0) / 1_000 / MOST_PERIODS));
}

interface Facts {
  readonly machine: LoadReport['machine'];
  readonly lab: LoadLab;
  readonly measured: Measurement;
}

function reportOf(order: LoadOrder, host: LoadHost, { machine, lab, measured }: Facts): LoadReport {
  const { samples, recording, summary, ending, payload, codes } = measured;
  const clients = clientFigures(summary);
  const exitCode = exitOf(ending, signInsIn(samples));
  return {
    version: 1,
    script: order.script.name,
    seed: order.seed,
    launcher: launcherName(order),
    startedAt: host.startedAt.toISOString(),
    durationMs: Math.round(watchedMs(samples)),
    ending,
    exitCode,
    knobs: order.knobs,
    machine,
    estate: lab.estate,
    clients,
    flows: flowFigures(recording),
    codes,
    agents: agentFigures(samples),
    cpu: cpuFigures(underLoad(samples)),
    payload,
    thresholds: summary.thresholds,
    series: {
      ...clientSeries(recording),
      agents: ratesOf(samples, ({ byAgent }) => byAgent),
      cores: coresOf(samples),
    },
  };
}

/** Writes `load.json`, `junit.xml`, `report.html` and k6's own `k6-summary.json`. */
export function writeLoadReport(folder: string, report: LoadReport, summaryText: string): void {
  writeFileSync(join(folder, 'load.json'), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(join(folder, 'junit.xml'), junitOf(report));
  writeFileSync(join(folder, 'report.html'), loadPage(report));
  writeFileSync(join(folder, 'k6-summary.json'), summaryText);
}
