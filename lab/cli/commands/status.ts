import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { askLab } from '../up/reach-lab.ts';
import { statusText } from '../up/status-text.ts';

/** `ptalab status`: what is up in this folder. */
export function statusCommand(host: Host): Command {
  return new Command('status')
    .description('tell what the lab that is up consists of and how its parts are')
    .option('--json', 'the same for programs')
    .addHelpText('after', '\nExamples:\n  ptalab status\n  ptalab status --json')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { terminal, cwd, finish } = host;
      const status = await askLab(cwd, (lab) => lab.status({}));
      terminal.say(json === true ? JSON.stringify(status, null, 2) : statusText(status));
      finish(EXIT.passed);
    });
}
