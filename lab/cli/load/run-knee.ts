import { freemem } from 'node:os';
import { join, relative } from 'node:path';
import {
  findKnees,
  findScript,
  kneeText,
  sizeText,
  writeKneeReport,
  type Demand,
  type KneeReport,
} from '../../load/index.ts';
import { UsageError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { checkLabFile } from '../up/explain-start.ts';
import { adviceFor, readDemand, type DemandOptions } from './demand.ts';
import { explainLoad } from './explain.ts';
import { readSearch, type KneePlanOptions } from './knee-plan.ts';
import { readKnobs } from './knobs.ts';
import { readLabChoice, type LabChoiceOptions } from './lab-choice.ts';
import { rowLine, sayer, sayLab, stepLine, type Say } from './print.ts';
import { k6For, surround } from './surroundings.ts';

/** What was typed after `ptalab load knee`. */
export interface KneeOptions extends KneePlanOptions, LabChoiceOptions, DemandOptions {
  readonly vus?: string;
  readonly env?: readonly string[];
  readonly k6?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const USERS = 300;
/** Memory that a process of the reference agent takes under load. */
const AGENT_BYTES = 120 * 2 ** 20;

/** Check everything, search, report, advise. Throws CliError. */
export async function runKnee(options: KneeOptions, host: Host): Promise<ExitCode> {
  const { cwd, terminal } = host;
  try {
    const search = readSearch(options);
    const { vus, env = [] } = options;
    const { values: knobs } = readKnobs({ env, ...(vus === undefined ? {} : { vus }) });
    const choice = readLabChoice(options, USERS);
    const demand = readDemand(options);
    refuseTooMany(search.agentCounts);
    const script = findScript('knee-step', cwd);
    if (choice.labFile !== undefined) checkLabFile(choice.labFile);
    const k6 = await k6For(options.k6, cwd);
    const say = sayer(terminal, options.json);
    say(`seed ${choice.seed}`);
    using around = surround(host, options.out, choice.seed);
    const order = { ...choice, ...search, instead: undefined, script, knobs, k6 };
    const report = await findKnees(order, {
      ...around,
      onLab: ({ estate }) => sayLab(estate, say),
      onStep: (step) => say(stepLine(step)),
      onRow: (row) => say(rowLine(row)),
    });
    const { path } = around.reports();
    writeKneeReport(path, report);
    around.finished();
    if (options.json === true) terminal.say(JSON.stringify(report, null, 2));
    tell(report, demand, say);
    say(`  report   ${relative(cwd, join(path, 'report.html'))}`);
    return exitOf(report, around.signal.aborted);
  } catch (error) {
    throw explainLoad(error, options.lab);
  }
}

/** Every agent of a search is a real one, so there must be room for it. Throws UsageError. */
function refuseTooMany(counts: readonly number[]): void {
  const most = Math.max(...counts);
  const room = Math.floor(freemem() / AGENT_BYTES);
  if (most > room)
    throw new UsageError(
      `--agents ${most} are ${most} processes of ${AGENT_BYTES / 2 ** 20} MiB, and there is memory for ${room}; ` +
        `say --agents ${Math.max(1, room)} --registered ${most} for as many ciphertexts with fewer processes`,
    );
}

function tell(report: KneeReport, demand: Demand | undefined, say: Say): void {
  say('');
  for (const line of kneeText(report)) say(line);
  if (demand === undefined) return;
  say('');
  const single = report.rows.find(({ agents }) => agents === 1)?.knee;
  for (const line of sizeText(demand, adviceFor(demand, single))) say(line);
}

function exitOf({ rows }: KneeReport, interrupted: boolean): ExitCode {
  if (interrupted) return EXIT.interrupted;
  return rows.length > 0 && rows.every(({ knee }) => knee !== undefined) ? EXIT.passed : EXIT.failed;
}
