import { tmpdir } from 'node:os';
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';

const EXAMPLES = `
Examples:
  ptalab sweep          remove what labs that were killed have left
  ptalab sweep --all    every lab's containers and networks, also of labs that run now
  ptalab sweep --json   the same for programs

Removed are containers and networks with the label org.ptalab.lab, folders of temporary files, and this folder's lab file.
Exit codes: 0 nothing is left, 1 something could not be removed, 2 usage.`;

/** `ptalab sweep`: every lab does the same for the container engine before it starts; this does it without a lab. */
export function sweepCommand(host: Host): Command {
  return new Command('sweep')
    .description('remove what labs that were killed have left behind')
    .option('--all', 'containers and networks of labs that run, too, whoever raised them')
    .option('--json', 'the same for programs')
    .addHelpText('after', EXAMPLES)
    .action(async ({ all, json }: { readonly all?: boolean; readonly json?: boolean }) => {
      const { sweep, sweepAll } = await import('../../containers/index.ts');
      const { takeAway } = await import('../sweep/take-away.ts');
      const { printSwept, sweptJson } = await import('../sweep/print.ts');
      const sweepEngine = async () =>
        (await (all === true ? sweepAll() : sweep())).map(({ kind, name }) => ({ kind, name }));
      const swept = await takeAway(host.cwd, tmpdir(), sweepEngine);
      if (json === true) host.terminal.say(JSON.stringify(sweptJson(swept), null, 2));
      else printSwept(host.terminal, swept);
      host.finish(swept.failed.length === 0 ? EXIT.passed : EXIT.failed);
    });
}
