import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Host } from '../host.ts';
import {
  addLaunchOptions,
  DEFAULT_LAUNCHER,
  readLaunch,
  type LaunchOptions,
} from '../run/launch/launch-options.ts';
import { readSeed } from '../run/order.ts';

const EXAMPLES = `
Examples:
  ptalab up                          the default estate, until Ctrl-C or \`ptalab down\`
  ptalab up --lab lab.yaml --seed 7  another one
  ptalab up --listen 127.77.0.1      unmodified clients sign in to it: see ptalab env
  ptalab up --launcher docker        every component in a container of its own

While it is up, in the same folder: ptalab status, signin, trace, clock, down.`;

interface UpOptions extends LaunchOptions {
  readonly lab?: string;
  readonly seed?: string;
  readonly listen?: string;
}

/** `ptalab up`: raises a lab and keeps it up. */
export function upCommand(host: Host): Command {
  const command = new Command('up')
    .description('raise a lab and keep it up until Ctrl-C or `ptalab down`')
    .option('--lab <file>', 'describe the lab by this file (default: the default estate)')
    .option('--seed <seed>', 'what all chance derives from (default: a new one, printed)')
    .option(
      '--listen <address>',
      'answer the real names on ports 443, 80 and 8080 of this loopback address, such as 127.77.0.1',
    )
    .addHelpText('after', EXAMPLES);
  return addLaunchOptions(command, DEFAULT_LAUNCHER.up).action(async (options: UpOptions) => {
    const { lab, seed, listen } = options;
    const order = {
      labFile: lab === undefined ? undefined : resolve(lab),
      seed: readSeed(seed),
      listen,
      launch: readLaunch(options, process.env, DEFAULT_LAUNCHER.up),
    };
    const { keepUp } = await import('../up/keep-up.ts');
    host.finish(await keepUp(order, host));
  });
}
