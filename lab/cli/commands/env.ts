import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { environmentText, hostsLines, SHELLS, trustVariables, type Shell } from '../up/environment-text.ts';
import { trustFilePath } from '../up/lab-file.ts';
import { addPlaceOptions, readPlace, type PlaceOptions } from '../up/lab-place.ts';
import { askLab } from '../up/reach-lab.ts';
import { VerbFailedError } from '../errors.ts';

const EXAMPLES = `
Examples:
  sudo ptalab up --listen 127.77.0.1
  ptalab env                                       what to do, whole
  ptalab env --hosts | sudo tee -a /etc/hosts      the names alone
  eval "$(ptalab env --shell sh)"                  the authority, for most runtimes
  ptalab env --shell powershell | Invoke-Expression`;

const NONE =
  'this lab answers no real names; raise it with: ptalab up --listen 127.77.0.1 (ports below 1024 need root on Linux)';

interface EnvOptions extends PlaceOptions {
  readonly hosts?: boolean;
  readonly shell?: Shell;
  readonly json?: boolean;
}

/** `ptalab env`: what unmodified programs need to take the lab's cloud for the real one. */
export function envCommand(host: Host): Command {
  const command = new Command('env')
    .description('tell what programs of this machine need to sign in to the lab by its real names')
    .addOption(new Option('--hosts', 'the lines for the hosts file alone').conflicts(['shell', 'json']))
    .addOption(new Option('--shell <kind>', 'variables alone').choices(SHELLS).conflicts('json'))
    .option('--json', 'all of it for programs')
    .addHelpText('after', EXAMPLES);
  return addPlaceOptions(command).action(async (options: EnvOptions) => {
    const found = await askLab(readPlace(options, host.cwd), (lab) => lab.environment({}));
    const { address, names } = found;
    if (address === null) throw new VerbFailedError(NONE);
    const file = keepTrust(host.cwd, found.trust);
    if (options.json === true) host.terminal.say(JSON.stringify({ ...found, trustFile: file }, null, 2));
    else if (options.hosts === true) host.terminal.say(hostsLines(address, names));
    else if (options.shell !== undefined) host.terminal.say(trustVariables(file, options.shell));
    else host.terminal.say(environmentText({ address, names, file }));
    host.finish(EXIT.passed);
  });
}

/** Beside the address of the folder's lab; `ptalab up` takes it away again. */
function keepTrust(cwd: string, trust: string): string {
  const path = trustFilePath(cwd);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, trust);
  return path;
}
