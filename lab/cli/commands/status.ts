import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { addPlaceOptions, readPlace, type PlaceOptions } from '../up/lab-place.ts';
import { askLab } from '../up/reach-lab.ts';
import { statusText } from '../up/status-text.ts';

const EXAMPLES = `
Examples:
  ptalab status
  ptalab status --json
  ptalab status --attach http://127.0.0.1:49153     what is up on a standing estate`;

interface StatusOptions extends PlaceOptions {
  readonly json?: boolean;
}

/** `ptalab status`: what is up in this folder, or on an estate. */
export function statusCommand(host: Host): Command {
  const command = new Command('status')
    .description('tell what the lab that is up consists of and how its parts are')
    .option('--json', 'the same for programs')
    .addHelpText('after', EXAMPLES);
  return addPlaceOptions(command).action(async (options: StatusOptions) => {
    const { terminal, cwd, finish } = host;
    const status = await askLab(readPlace(options, cwd), (lab) => lab.status({}));
    terminal.say(options.json === true ? JSON.stringify(status, null, 2) : statusText(status));
    finish(EXIT.passed);
  });
}
