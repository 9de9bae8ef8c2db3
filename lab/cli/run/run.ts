import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { wallElapsed, wallNow } from '../../clock/wall.ts';
import type { RunParameters } from '../../report/run-parameters.ts';
import { keepHistory, linkLatest, makeReportFolder, type ReportFolder } from '../../report/report-folder.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { leaveEstate } from '../../launchers/attached/attach-lab.ts';
import { labTexts } from '../up/explain-start.ts';
import { cucumber } from './cucumber.ts';
import { tellReasons } from './exceptions/junit-reasons.ts';
import { placeOf, placesOf } from './launch/launch-options.ts';
import { refuseAbsent } from './launch/refuse-absent.ts';
import type { RunOrder } from './order.ts';
import { plan, select, type Plan, type RunHost } from './plan.ts';
import { count, printEnding, printFinished, printList, printNotHere, printRunning } from './print.ts';
import { RunProgress, type FinishedScenario } from './progress.ts';
import { watchForStop, type Stopping } from './stopping.ts';
import { writeSummary } from './summary.ts';
import { exitCodeOf, tally } from './verdict.ts';

/** Select, check every step, run, report. Throws CliError before anything has started. */
export async function run(order: RunOrder, host: RunHost): Promise<ExitCode> {
  const startedAt = new Date(wallNow());
  const planned = await plan(order, host);
  await refuseAbsent(order.launch);
  const folder = makeReportFolder(host.cwd, order.reportFolder, order.seed, startedAt);
  host.terminal.say(`${count(planned.scenarios.length)}, ${order.parallel} side by side`);
  try {
    return await carryOut(order, host, planned, folder, startedAt);
  } finally {
    if (order.launch.attach !== undefined) await leaveEstate(order.launch.attach);
  }
}

/** Selects and prints, runs nothing. */
export async function list(order: RunOrder, host: RunHost): Promise<ExitCode> {
  const selected = await select(order, host.cwd);
  printNotHere(host.terminal, placeOf(order.launch), selected);
  printList(host.terminal, selected.scenarios);
  return EXIT.passed;
}

async function carryOut(
  order: RunOrder,
  host: RunHost,
  { selection, scenarios, notHere, leftOut, rehearsal }: Plan,
  folder: ReportFolder,
  startedAt: Date,
): Promise<ExitCode> {
  const { terminal, exit, cwd } = host;
  const reports = folder.path;
  const planned = scenarios.length;
  const started = wallElapsed();
  const progress = new RunProgress(labTexts(order.labFile));
  const parameters = parametersOf(order, reports, notHere);
  const { channel } = parameters;
  using stopping = watchForStop({
    channel,
    runLimitMs: order.runLimitMs,
    running: () => progress.running,
    terminal,
    exit,
  });
  const counts = (one: FinishedScenario): boolean => !notHere.has(one.id) && !isUnbegun(one, stopping);
  const told = (): FinishedScenario[] => progress.finished.filter(counts);
  const execution = {
    parallel: Math.min(order.parallel, planned),
    parameters,
    files: reportFiles(reports),
  };
  await cucumber(cwd, selection, rehearsal.support, execution, (message) => {
    const ended = progress.take(message);
    if (ended?.history !== undefined) keepHistory(reports, ended.slug, ended.history);
    if (ended !== undefined && counts(ended)) printFinished(terminal, ended, told().length, planned, reports);
    printRunning(terminal, progress.running, told().length, planned);
  });
  const notRun = leftOut.map((one) => ({ ...one, reason: notHere.get(one.id) ?? '' }));
  tellReasons(join(reports, 'junit.xml'), notRun);
  linkLatest(folder);
  const ending = {
    counts: tally(told()),
    planned,
    finished: told(),
    places: placesOf(order.launch),
    notRun,
    troubles: progress.troubles,
    ms: wallElapsed() - started,
    reports,
    seed: order.seed,
  };
  const isInterrupted = stopping.outcome === 'interrupted';
  const exitCode = exitCodeOf(ending.counts, planned, ending.troubles.length, isInterrupted);
  writeSummary(ending, exitCode, startedAt);
  printEnding(terminal, ending);
  return exitCode;
}

/** Cucumber goes through every scenario, also through those that a stopped run never begins. */
function isUnbegun({ begun, verdict }: FinishedScenario, { outcome }: Stopping): boolean {
  return outcome !== undefined && verdict === 'unknown' && !begun;
}

function parametersOf(
  { seed, scenarioLimitMs, labFile, launch }: RunOrder,
  reportFolder: string,
  notHere: ReadonlyMap<string, string>,
): RunParameters {
  const channel = `ptalab-run-${randomUUID()}`;
  const lab = labFile === undefined ? {} : { labFile };
  return {
    seed,
    reportFolder,
    scenarioLimitMs,
    channel,
    launch,
    notHere: Object.fromEntries(notHere),
    ...lab,
  };
}

function reportFiles(folder: string): Readonly<Record<string, string>> {
  return {
    [join(folder, 'junit.xml')]: 'junit',
    [join(folder, 'report.html')]: 'html',
    [join(folder, 'messages.ndjson')]: 'message',
  };
}
