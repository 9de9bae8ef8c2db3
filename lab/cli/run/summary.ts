import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenarioSeed } from '../../report/scenario-id.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Ending } from './print.ts';

/** Writes `run.json`: the run for programs to read. */
export function writeSummary(ending: Ending, exitCode: ExitCode, startedAt: Date): void {
  const { counts, planned, finished, troubles, ms, reports, seed, places, notRun } = ending;
  const scenarios = finished.map(({ history, ...one }) => ({
    ...one,
    seed: scenarioSeed(seed, one.id),
    ...(history === undefined ? {} : { history: `histories/${one.slug}.txt` }),
  }));
  const summary = {
    version: 1,
    seed,
    launcher: places[0],
    ...(places.includes('external') && { forest: 'external' }),
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(ms),
    exitCode,
    planned,
    ...counts,
    notRun: planned - finished.length,
    notHere: notRun.map(({ id, uri, name, line, reason }) => ({ id, uri, name, line, reason })),
    troubles,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    scenarios,
  };
  writeFileSync(join(reports, 'run.json'), `${JSON.stringify(summary, null, 2)}\n`);
}
