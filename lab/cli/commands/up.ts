import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Host } from '../host.ts';
import { readSeed } from '../run/order.ts';

const EXAMPLES = `
Examples:
  ptalab up                          the default estate, until Ctrl-C or \`ptalab down\`
  ptalab up --lab lab.yaml --seed 7  another one

While it is up, in the same folder: ptalab status, signin, trace, clock, down.`;

interface UpOptions {
  readonly lab?: string;
  readonly seed?: string;
}

/** `ptalab up`: raises a lab and keeps it up. */
export function upCommand(host: Host): Command {
  return new Command('up')
    .description('raise a lab and keep it up until Ctrl-C or `ptalab down`')
    .option('--lab <file>', 'describe the lab by this file (default: the default estate)')
    .option('--seed <seed>', 'what all chance derives from (default: a new one, printed)')
    .addHelpText('after', EXAMPLES)
    .action(async ({ lab, seed }: UpOptions) => {
      const { keepUp } = await import('../up/keep-up.ts');
      host.finish(
        await keepUp({ labFile: lab === undefined ? undefined : resolve(lab), seed: readSeed(seed) }, host),
      );
    });
}
