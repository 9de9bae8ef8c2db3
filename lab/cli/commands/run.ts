import { Command } from 'commander';
import type { ExitCode } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { readOrder, type RunOptions } from '../run/order.ts';
import { explainStart } from '../up/explain-start.ts';
import { supportFiles } from '../run/support-files.ts';

const EXAMPLES = `
Examples:
  ptalab run                                    every feature of this folder
  ptalab run features/migration --seed 1a2b     some of them, as in an earlier run
  ptalab run --tags '@migration and not @slow'  by tag
  ptalab run --shard 1/3 --parallel 4           a third of them, four side by side
  ptalab run --list                             only name them

Exit codes: 0 passed, 1 failed, 2 usage, 4 unknown (nothing ran, or not all), 130 interrupted.
Reports: reports/latest/report.html, junit.xml, messages.ndjson, run.json, histories/.`;

/** `ptalab run`: scenarios, each against a lab of its own. */
export function runCommand(host: Host): Command {
  return new Command('run')
    .description('run scenarios, each against a lab of its own, and write reports')
    .argument('[features...]', 'feature files, folders or file.feature:line (default: features/)')
    .option('--tags <expression>', "only scenarios whose tags fit, such as '@migration and not @slow'")
    .option('--name <regex>', 'only scenarios whose name fits')
    .option('--seed <seed>', 'what all chance derives from (default: a new one, printed)')
    .option('--parallel <n>', 'scenarios side by side (default: the number of cores, from 2 to 8)')
    .option('--shard <i/n>', 'every n-th scenario, from the i-th')
    .option('--list', 'name the selected scenarios and run none')
    .option('--lab <file>', 'describe the default lab by this file')
    .option('--report <dir>', 'write the reports there (default: reports/<time>-<seed>)')
    .option('--scenario-limit <duration>', 'real time that one scenario may take', '60s')
    .option('--run-limit <duration>', 'real time that the whole run may take', '15m')
    .addHelpText('after', EXAMPLES)
    .action(async (features: string[], options: RunOptions) => {
      host.finish(await runFeatures(features, options, host));
    });
}

async function runFeatures(features: readonly string[], options: RunOptions, host: Host): Promise<ExitCode> {
  const order = readOrder(features, options);
  if (order.labFile !== undefined) await checkLabFile(order.labFile);
  const { list, run } = await import('../run/run.ts');
  const runHost = { ...host, support: supportFiles };
  return options.list === true ? list(order, runHost) : run(order, runHost);
}

/** A wrong description is said once, before any scenario. Throws UsageError. */
async function checkLabFile(path: string): Promise<void> {
  const { loadLabFile } = await import('../../config/index.ts');
  try {
    loadLabFile(path);
  } catch (error) {
    throw explainStart(error);
  }
}
