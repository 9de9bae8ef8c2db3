import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { wallElapsed } from '../../clock/wall.ts';
import { linkLatest, type ReportFolder } from '../../report/report-folder.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { tellReasons } from './exceptions/junit-reasons.ts';
import { junitOf } from './junit.ts';
import { placesOf } from './launch/launch-options.ts';
import type { RunOrder } from './order.ts';
import type { Plan, RunHost } from './plan.ts';
import { printEnding, type Ending } from './print.ts';
import type { FinishedScenario, RunProgress } from './progress.ts';
import type { Scenario } from './scenarios.ts';
import { writeSummary } from './summary.ts';
import { exitCodeOf, tally } from './verdict.ts';

export interface RunSoFar {
  readonly order: RunOrder;
  readonly host: RunHost;
  readonly plan: Plan;
  readonly folder: ReportFolder;
  readonly progress: RunProgress;
  readonly startedAt: Date;
  /** Whether a scenario that has ended says anything. */
  readonly counts: (one: FinishedScenario) => boolean;
}

/** The end of a run, however it came: reports that are whole, and what a reader does next. */
export class Conclusion {
  readonly #run: RunSoFar;
  readonly #started = wallElapsed();

  constructor(run: RunSoFar) {
    this.#run = run;
  }

  /** Cucumber has gone through every scenario, and written its reports. */
  complete(interrupted: boolean): ExitCode {
    const { plan, folder } = this.#run;
    tellReasons(join(folder.path, 'junit.xml'), this.#notHere());
    const ending = this.#ending(this.#run.progress.troubles);
    const exitCode = exitCodeOf(ending.counts, plan.scenarios.length, ending.troubles.length, interrupted);
    this.#write(ending, exitCode);
    printEnding(this.#run.host.terminal, ending);
    return exitCode;
  }

  /** The process is about to leave while scenarios are in progress: nobody else will write anything. */
  breakOff(exitCode: ExitCode, reason: string): void {
    this.#run.progress.cutOff(reason);
    const ending = this.#ending(this.#run.progress.troubles);
    this.#writeJunit(ending, reason);
    this.#write(ending, exitCode);
    printEnding(this.#run.host.terminal, ending);
  }

  /** What every scenario needs is not there: none has begun. */
  withoutLab(reason: string): void {
    const { host, folder } = this.#run;
    const ending = this.#ending([reason]);
    this.#writeJunit(ending, 'no lab could be raised');
    this.#write(ending, EXIT.noLab);
    host.terminal.say(`  report   ${relative(host.cwd, join(folder.path, 'run.json'))}`);
  }

  #ending(troubles: readonly string[]): Ending {
    const { order, plan, folder, progress, counts } = this.#run;
    const finished = progress.finished.filter(counts);
    return {
      counts: tally(finished),
      planned: plan.scenarios.length,
      finished,
      places: placesOf(order.launch),
      notRun: this.#notHere(),
      troubles,
      ms: wallElapsed() - this.#started,
      reports: folder.path,
      seed: order.seed,
    };
  }

  #notHere(): (Scenario & { readonly reason: string })[] {
    const { leftOut, notHere } = this.#run.plan;
    return leftOut.map((one) => ({ ...one, reason: notHere.get(one.id) ?? '' }));
  }

  #writeJunit({ finished, troubles, notRun, ms, reports }: Ending, reason: string): void {
    const begun = new Set(finished.map(({ id }) => id));
    const unbegun = this.#run.plan.scenarios.filter(({ id }) => !begun.has(id));
    const skipped = [...unbegun.map((one) => ({ ...one, reason })), ...notRun];
    writeFileSync(join(reports, 'junit.xml'), junitOf({ finished, troubles, ms, notRun: skipped }));
  }

  #write(ending: Ending, exitCode: ExitCode): void {
    linkLatest(this.#run.folder);
    writeSummary(ending, exitCode, this.#run.startedAt);
  }
}
