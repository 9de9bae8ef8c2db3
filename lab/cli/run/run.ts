import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { wallNow } from '../../clock/wall.ts';
import type { RunParameters } from '../../report/run-parameters.ts';
import { keepHistory, makeReportFolder } from '../../report/report-folder.ts';
import { NoLabError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { leaveEstate } from '../../launchers/attached/attach-lab.ts';
import { labTexts } from '../up/explain-start.ts';
import { Conclusion, type RunSoFar } from './conclusion.ts';
import { cucumber } from './cucumber.ts';
import { placeOf } from './launch/launch-options.ts';
import { refuseAbsent } from './launch/refuse-absent.ts';
import type { RunOrder } from './order.ts';
import { plan, select, type RunHost } from './plan.ts';
import { count, printFinished, printList, printNotHere, printRunning } from './print.ts';
import { RunProgress, type FinishedScenario } from './progress.ts';
import { graceOf, watchForStop, type Stopping } from './stopping.ts';

/** Select, check every step, run, report. Throws CliError before anything has started, and when nothing can be. */
export async function run(order: RunOrder, host: RunHost): Promise<ExitCode> {
  const startedAt = new Date(wallNow());
  const planned = await plan(order, host);
  const folder = makeReportFolder(host.cwd, order.reportFolder, order.seed, startedAt);
  const progress = new RunProgress(labTexts(order.labFile));
  const soFar = { order, host, plan: planned, folder, progress, startedAt };
  await refuseAbsent(order.launch, host.cwd).catch((error: unknown) => {
    if (error instanceof NoLabError)
      new Conclusion({ ...soFar, counts: () => true }).withoutLab(error.message);
    throw error;
  });
  host.terminal.say(`${count(planned.scenarios.length)}, ${order.parallel} side by side`);
  try {
    return await carryOut(soFar);
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

async function carryOut(soFar: Omit<RunSoFar, 'counts'>): Promise<ExitCode> {
  const { order, host, progress, folder } = soFar;
  const { selection, scenarios, notHere, rehearsal } = soFar.plan;
  const { terminal, cwd } = host;
  const reports = folder.path;
  const planned = scenarios.length;
  const parameters = parametersOf(order, reports, notHere);
  const counts = (one: FinishedScenario): boolean => !notHere.has(one.id) && !isUnbegun(one, stopping);
  const conclusion = new Conclusion({ ...soFar, counts });
  using stopping = watchForStop({
    channel: parameters.channel,
    runLimitMs: order.runLimitMs,
    graceMs: graceOf(order.launch),
    running: () => progress.running,
    terminal,
    exit: (code, reason) => {
      conclusion.breakOff(code, reason);
      host.exit(code);
    },
  });
  const told = (): number => progress.finished.filter(counts).length;
  const execution = {
    parallel: Math.min(order.parallel, planned),
    parameters,
    files: reportFiles(reports),
  };
  await cucumber(cwd, selection, rehearsal.support, execution, (message) => {
    const ended = progress.take(message);
    if (ended?.history !== undefined) keepHistory(reports, ended.slug, ended.history);
    if (ended !== undefined && counts(ended)) printFinished(terminal, ended, told(), planned, reports);
    printRunning(terminal, progress.running, told(), planned);
  });
  return conclusion.complete(stopping.outcome === 'interrupted');
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
