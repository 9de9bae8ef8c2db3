import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { ExitCode } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { addLaunchOptions, DEFAULT_LAUNCHER } from '../run/launch/launch-options.ts';
import { openReport } from '../run/open-report.ts';
import { readOrder, type RunOptions } from '../run/order.ts';
import { supportFiles } from '../run/support-files.ts';

const EXAMPLES = `
Examples:
  ptalab run                                    every feature of this folder
  ptalab run features/migration --seed 1a2b     some of them, as in an earlier run
  ptalab run --tags '@verify or @migration'     by tag; --list names them
  ptalab run features/a.feature:12              the scenario that begins at this line
  ptalab run --shard 1/3 --parallel 4           a third of them, four side by side
  ptalab run --list                             only name them
  ptalab run --dry-run                          check every step and every lab's description, start nothing
  ptalab run --launcher docker                  every component in a container of its own

Exit codes: 0 passed; 1 failed; 2 usage, also for a tag, a name or a line that fits no scenario; 3 no lab came up for
any scenario that failed; 4 unknown: nothing ran, or the run's limit cut scenarios off and none failed; 130 interrupted.
Scenarios that cannot run on a launcher are named with the reason (features/exceptions.yaml, the tag @docker).
Reports: reports/latest/report.html, junit.xml, messages.ndjson, run.json, histories/.`;

/** `ptalab run`: scenarios, each against a lab of its own. */
export function runCommand(host: Host): Command {
  const command = new Command('run')
    .description('run scenarios, each against a lab of its own, and write reports')
    .argument('[features...]', 'feature files, folders or file.feature:line (default: features/)')
    .option('--tags <expression>', "only scenarios whose tags fit, such as '@migration and not @alone'")
    .option('--name <regex>', 'only scenarios whose name fits')
    .option('--seed <seed>', 'what all chance derives from (default: a new one, printed)')
    .option('--parallel <n>', 'scenarios side by side (default: the number of cores, from 2 to 8)')
    .option('--shard <i/n>', 'every n-th scenario, from the i-th')
    .option('--list', 'name the selected scenarios and run none')
    .addOption(new Option('--dry-run', 'check everything up to the first lab, start none').conflicts('list'))
    .option('--lab <file>', 'describe the default lab by this file')
    .option('--report <dir>', 'write the reports there (default: reports/<time>-<seed>)')
    .option('--open', 'open the report when the run is over, if this is a terminal')
    .option('--scenario-limit <duration>', 'real time that one scenario may take', '60s')
    .option('--run-limit <duration>', 'real time that the whole run may take', '15m')
    .addHelpText('after', EXAMPLES);
  return addLaunchOptions(command, DEFAULT_LAUNCHER.run).action(
    async (features: string[], options: RunOptions) => {
      const exitCode = await runFeatures(features, options, host);
      const hasRun = options.list !== true && options.dryRun !== true;
      if (options.open === true && hasRun && host.terminal.isTerminal) {
        openReport(join(host.cwd, options.report ?? join('reports', 'latest'), 'report.html'));
      }
      host.finish(exitCode);
    },
  );
}

async function runFeatures(features: readonly string[], options: RunOptions, host: Host): Promise<ExitCode> {
  const order = readOrder(features, options);
  if (order.labFile !== undefined) {
    const { checkLabFile } = await import('../up/explain-start.ts');
    checkLabFile(order.labFile);
  }
  const runHost = { ...host, support: supportFiles };
  if (options.dryRun === true) return (await import('../run/dry-run.ts')).dryRun(order, runHost);
  const { list, run } = await import('../run/run.ts');
  return options.list === true ? list(order, runHost) : run(order, runHost);
}
