import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { supportFiles } from '../run/support-files.ts';

const EXAMPLES = `
Examples:
  ptalab steps            every step with file:line and how often features use it
  ptalab steps --unused   those that no scenario of this folder uses
  ptalab steps --json     the same for programs

Steps overlap when one text fits two of them: looked for in this folder's features, and in texts made from the steps.
Steps of the package itself are not called unused in a folder that has its own.
Exit codes: 0 clear, 1 steps overlap, 2 usage.`;

/** `ptalab steps`: what scenarios can say here. */
export function stepsCommand(host: Host): Command {
  return new Command('steps')
    .description('list the steps that scenarios can use; find unused, overlapping and nearly equal ones')
    .option('--unused', 'only those that no scenario uses')
    .option('--json', 'the same for programs')
    .addHelpText('after', EXAMPLES)
    .action(async ({ unused, json }: { readonly unused?: boolean; readonly json?: boolean }) => {
      const { inspectSteps } = await import('../steps/inspect.ts');
      const { printSteps, stepsJson } = await import('../steps/print.ts');
      const inspection = await inspectSteps(host.cwd, supportFiles);
      if (json === true) host.terminal.say(JSON.stringify(stepsJson(inspection), null, 2));
      else printSteps(host.terminal, inspection, unused === true);
      host.finish(inspection.overlaps.length === 0 ? EXIT.passed : EXIT.failed);
    });
}
