import { join, relative } from 'node:path';
import {
  findScript,
  machineLine,
  runLoad,
  scriptNames,
  writeLoadReport,
  type LoadReport,
} from '../../load/index.ts';
import { UsageError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { checkLabFile } from '../up/explain-start.ts';
import { explainLoad } from './explain.ts';
import { readKnobs, type KnobOptions } from './knobs.ts';
import { MOST_AGENTS, readLabChoice, type LabChoiceOptions } from './lab-choice.ts';
import { readWhole } from './numbers.ts';
import { loadLines, progressLine, sayer, sayLab } from './print.ts';
import { k6For, readInstead, surround } from './surroundings.ts';

/** What was typed after `ptalab load <script>`. */
export interface LoadOptions extends KnobOptions, LabChoiceOptions {
  readonly k6?: string;
  readonly out?: string;
  readonly target?: string;
  readonly json?: boolean;
}

/** Users of the load estate; a spray tries many, each but a few times. */
const USERS = 300;
const SPRAYED = 3_000;

/** Check everything, raise, load, report. Throws CliError. */
export async function runScript(wanted: string, options: LoadOptions, host: Host): Promise<ExitCode> {
  const { cwd, terminal } = host;
  try {
    const script = findScript(wanted, cwd);
    const { values: knobs, durationMs } = readKnobs(options);
    const choice = readLabChoice(options, script.name === 'spray' ? SPRAYED : USERS);
    const agents = readWhole('--agents', options.agents ?? '1', 1, MOST_AGENTS);
    const instead = readInstead(options.target);
    if (choice.labFile !== undefined) checkLabFile(choice.labFile);
    const k6 = await k6For(options.k6, cwd);
    const say = sayer(terminal, options.json);
    say(`seed ${choice.seed}`);
    using around = surround(host, options.out, choice.seed);
    const order = { ...choice, agents, instead, script, knobs, durationMs, k6 };
    const { report, summaryText } = await runLoad(order, {
      ...around,
      onLab: ({ estate }) => sayLab(estate, say),
      onProgress: (progress) => say(progressLine(progress)),
    });
    const { path } = around.reports();
    writeLoadReport(path, report, summaryText);
    around.finished();
    tell(report, path, options.json === true, host);
    return report.exitCode;
  } catch (error) {
    throw explainLoad(error, options.lab);
  }
}

function tell(report: LoadReport, path: string, json: boolean, { terminal, cwd }: Host): void {
  if (json) return terminal.say(JSON.stringify(report, null, 2));
  for (const line of loadLines(report)) terminal.say(line);
  terminal.say(`  on       ${machineLine(report.machine)}`);
  terminal.say(`  report   ${relative(cwd, join(path, 'report.html'))}`);
  terminal.say(`  seed     ${report.seed}`);
}

/** `--list`, and what is said when no script was named. Throws UsageError for the latter. */
export function listScripts(
  script: string | undefined,
  { list }: { readonly list?: boolean },
  { terminal }: Host,
): ExitCode {
  const names = scriptNames();
  if (script === undefined && list !== true)
    throw new UsageError(
      `load needs a script: one of ${names.join(', ')}, or the path of one of yours; or knee, or size`,
    );
  for (const name of names) terminal.say(name);
  return EXIT.passed;
}
