import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import type { Directory } from '../../desk/directory.ts';
import { VerbFailedError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { directoryText, directoryVariables } from '../up/directory-text.ts';
import { trustFilePath } from '../up/lab-file.ts';
import { addPlaceOptions, readPlace, type PlaceOptions } from '../up/lab-place.ts';
import { askLab } from '../up/reach-lab.ts';

const EXAMPLES = `
Examples:
  ptalab directory                        where the domain controllers answer
  ptalab directory administrator          an account, with its password
  eval "$(ptalab directory administrator --env)"
  ldapsearch -x -y <(ptalab directory administrator --password) '(sAMAccountName=ada)' memberOf
  ptalab directory --trust > ca.pem       the authority of their certificates`;

interface DirectoryOptions extends PlaceOptions {
  readonly json?: boolean;
  readonly env?: boolean;
  readonly trust?: boolean;
  readonly password?: boolean;
}

/** `ptalab directory`: what a directory tool needs to use the lab's forest. */
export function directoryCommand(host: Host): Command {
  const command = new Command('directory')
    .description('tell where the domain controllers answer, and an account with its password')
    .argument('[user]', 'sAMAccountName, user principal name or DOMAIN\\sam')
    .addOption(
      new Option('--env', 'variables for OpenLDAP’s tools, ldap.conf(5)').conflicts(['json', 'trust']),
    )
    .addOption(new Option('--trust', 'the authority of their certificates alone, PEM').conflicts('json'))
    .addOption(
      new Option('--password', 'the password alone, without a line end').conflicts(['json', 'env', 'trust']),
    )
    .option('--json', 'all of it for programs')
    .addHelpText('after', EXAMPLES);
  return addPlaceOptions(command).action(async (user: string | undefined, options: DirectoryOptions) => {
    if (options.password === true && user === undefined) {
      command.error('--password is the password of an account; name the user');
    }
    const found = await askLab(readPlace(options, host.cwd), (lab) => lab.directory({ user }));
    if (options.password === true) process.stdout.write(passwordIn(found));
    else host.terminal.say(text(found));
    host.finish(EXIT.passed);

    function text(it: typeof found): string {
      if (options.json === true) return JSON.stringify(it, null, 2);
      if (options.trust === true) return it.trust.trimEnd();
      return options.env === true ? directoryVariables(it, keepTrust(host.cwd, it.trust)) : directoryText(it);
    }
  });
}

/** Throws VerbFailedError when the lab does not know it: nothing on standard output would pass for a password. */
function passwordIn({ account }: Directory): string {
  const { password = null, unknown = 'the lab knows no password of it' } = account ?? {};
  if (password === null) throw new VerbFailedError(unknown);
  return password;
}

/** Beside the address of the folder's lab; `ptalab up` takes it away again. */
function keepTrust(cwd: string, trust: string): string {
  const path = trustFilePath(cwd);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, trust);
  return path;
}
