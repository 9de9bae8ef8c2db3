import { Command } from 'commander';
import { describeFacts } from '../../report/facts.ts';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { askLab } from '../up/reach-lab.ts';

/** `ptalab status`: what is up in this folder. */
export function statusCommand(host: Host): Command {
  return new Command('status')
    .description('tell what the lab that is up consists of and how its parts are')
    .option('--json', 'the same for programs')
    .addHelpText('after', '\nExamples:\n  ptalab status\n  ptalab status --json')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { terminal, cwd, finish } = host;
      const status = await askLab(cwd, (lab) => lab.status({}));
      if (json === true) {
        terminal.say(JSON.stringify(status, null, 2));
        return finish(EXIT.passed);
      }
      const width = Math.max(...Object.keys(status.components).map((name) => name.length), 'events'.length);
      terminal.say(`${'seed'.padEnd(width)}  ${status.seed}`);
      terminal.say(`${'clock'.padEnd(width)}  ${status.clock.now} ${status.clock.mode}`);
      terminal.say(`${'events'.padEnd(width)}  ${status.events}`);
      for (const [name, facts] of Object.entries(status.components)) {
        terminal.say(
          `${name.padEnd(width)}  ${describeFacts(typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? facts : { status: facts })}`,
        );
      }
      finish(EXIT.passed);
    });
}
