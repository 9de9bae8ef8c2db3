import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { wallElapsed, wallNow } from '../../clock/wall.ts';
import type { RunParameters } from '../../report/run-parameters.ts';
import { keepHistory, linkLatest, makeReportFolder, type ReportFolder } from '../../report/report-folder.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { labTexts } from '../up/explain-start.ts';
import { cucumber, type Selection } from './cucumber.ts';
import { featureFiles } from './feature-files.ts';
import type { RunOrder } from './order.ts';
import { count, printEnding, printFinished, printList, printRunning } from './print.ts';
import { RunProgress, type FinishedScenario } from './progress.ts';
import { rehearse, type Rehearsal } from './rehearsal.ts';
import { scenariosOf, type Scenario } from './scenarios.ts';
import { placesOf, refuseNothing, refuseUnknownName, refuseUnknownTags, unknownLine } from './selectors.ts';
import { refuseUnclearSteps } from './step-check.ts';
import { watchForStop, type Stopping } from './stopping.ts';
import { writeSummary } from './summary.ts';
import { noSupportFiles } from './support-files.ts';
import { exitCodeOf, tally } from './verdict.ts';

/** What a run needs of the process that carries it. */
export interface RunHost {
  readonly cwd: string;
  readonly terminal: Terminal;
  readonly exit: (code: ExitCode) => void;
  /** Step definitions for a folder's features, as cucumber's patterns. */
  readonly support: (cwd: string) => string[];
}

/** Select, check every step, run, report. Throws CliError before anything has started. */
export async function run(order: RunOrder, host: RunHost): Promise<ExitCode> {
  const startedAt = new Date(wallNow());
  const { selection, scenarios } = await select(order, host.cwd);
  host.terminal.say(`seed ${order.seed}`);
  const rehearsal = await rehearse(host.cwd, selection, { importPaths: host.support(host.cwd) });
  refuseUnclearSteps(rehearsal);
  const folder = makeReportFolder(host.cwd, order.reportFolder, order.seed, startedAt);
  host.terminal.say(`${count(scenarios.length)}, ${order.parallel} side by side`);
  return carryOut(order, host, { selection, scenarios, rehearsal, folder, startedAt });
}

/** Selects and prints, runs nothing. */
export async function list(order: RunOrder, host: RunHost): Promise<ExitCode> {
  const { scenarios } = await select(order, host.cwd);
  printList(host.terminal, scenarios);
  return EXIT.passed;
}

async function select(
  order: RunOrder,
  cwd: string,
): Promise<{ selection: Selection; scenarios: readonly Scenario[] }> {
  const { tags, name, shard } = order;
  const selection = { paths: featureFiles(order.patterns, cwd), tags, name, shard };
  const parsed = await rehearse(cwd, selection, { importPaths: noSupportFiles() });
  await refuseUnknownLines(selection, cwd);
  refuseUnknownTags(tags, parsed.pickles.values());
  refuseUnknownName(name, parsed.pickles.values());
  const scenarios = scenariosOf(parsed);
  refuseNothing(scenarios, parsed.pickles.size, selection);
  return { selection, scenarios };
}

/** Throws UsageError for a line at which no scenario begins. */
async function refuseUnknownLines({ paths }: Selection, cwd: string): Promise<void> {
  const importPaths = noSupportFiles();
  for (const { path, line } of placesOf(paths)) {
    const selection = { paths: [path], tags: '', name: undefined, shard: undefined };
    const { testCases, pickles } = await rehearse(cwd, selection, { importPaths });
    if (testCases.length === 0) throw unknownLine(path, line, pickles.values());
  }
}

interface Planned {
  readonly selection: Selection;
  readonly scenarios: readonly Scenario[];
  readonly rehearsal: Rehearsal;
  readonly folder: ReportFolder;
  readonly startedAt: Date;
}

async function carryOut(order: RunOrder, host: RunHost, plan: Planned): Promise<ExitCode> {
  const { terminal, exit, cwd } = host;
  const reports = plan.folder.path;
  const planned = plan.scenarios.length;
  const started = wallElapsed();
  const progress = new RunProgress(labTexts(order.labFile));
  const parameters = parametersOf(order, reports);
  const { channel } = parameters;
  using stopping = watchForStop({
    channel,
    runLimitMs: order.runLimitMs,
    running: () => progress.running,
    terminal,
    exit,
  });
  const told = (): FinishedScenario[] => progress.finished.filter((one) => !isLeftOut(one, stopping));
  const parallel = Math.min(order.parallel, planned);
  const execution = { parallel, parameters, files: reportFiles(reports) };
  await cucumber(cwd, plan.selection, plan.rehearsal.support, execution, (message) => {
    const ended = progress.take(message);
    if (ended?.history !== undefined) keepHistory(reports, ended.slug, ended.history);
    if (ended !== undefined && !isLeftOut(ended, stopping))
      printFinished(terminal, ended, told().length, planned, reports);
    printRunning(terminal, progress.running, progress.finished.length, planned);
  });
  linkLatest(plan.folder);
  const { troubles } = progress;
  const finished = told();
  const counts = tally(finished);
  const ending = {
    counts,
    planned,
    finished,
    troubles,
    ms: wallElapsed() - started,
    reports,
    seed: order.seed,
  };
  const exitCode = exitCodeOf(counts, planned, troubles.length, stopping.outcome === 'interrupted');
  writeSummary(ending, exitCode, plan.startedAt);
  printEnding(terminal, ending);
  return exitCode;
}

/** Cucumber goes through every scenario, also through those that a stopped run never begins. */
function isLeftOut({ begun, verdict }: FinishedScenario, { outcome }: Stopping): boolean {
  return outcome !== undefined && verdict === 'unknown' && !begun;
}

function parametersOf(order: RunOrder, reportFolder: string): RunParameters {
  const { seed, scenarioLimitMs, labFile } = order;
  const channel = `ptalab-run-${randomUUID()}`;
  return { seed, reportFolder, scenarioLimitMs, channel, ...(labFile === undefined ? {} : { labFile }) };
}

function reportFiles(folder: string): Readonly<Record<string, string>> {
  return {
    [join(folder, 'junit.xml')]: 'junit',
    [join(folder, 'report.html')]: 'html',
    [join(folder, 'messages.ndjson')]: 'message',
  };
}
