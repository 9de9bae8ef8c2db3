import { text } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { escapeInvisible } from '../../report/facts.ts';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { CLIENTS, type ClientKind } from '../../desk/lab-control.ts';
import { addPlaceOptions, readPlace, type PlaceOptions } from '../up/lab-place.ts';
import { askLab } from '../up/reach-lab.ts';

const EXAMPLES = `
Examples:
  ptalab signin ada@contoso.com                       with the user's own password
  ptalab signin ada@contoso.com --password Wrong-1    with another
  ptalab signin ada@contoso.com --client browser

Exit codes: 0 signed in, 1 refused, 3 no lab is up.`;

interface SignInOptions extends PlaceOptions {
  readonly password?: string;
  readonly passwordStdin?: boolean;
  readonly client: ClientKind;
}

/** `ptalab signin`: one sign-in from outside, and the way to its trace. */
export function signInCommand(host: Host): Command {
  const command = new Command('signin')
    .description('sign a user in to the lab that is up')
    .argument('<upn>', "the user's principal name")
    .addOption(new Option('--client <kind>', 'what the user holds').choices(CLIENTS).default('oauth'))
    .addOption(
      new Option('--password <password>', 'try this one (a process list shows it)').conflicts(
        'passwordStdin',
      ),
    )
    .option('--password-stdin', 'read the password from standard input')
    .addHelpText('after', EXAMPLES);
  return addPlaceOptions(command).action(async (upn: string, options: SignInOptions) => {
    const place = readPlace(options, host.cwd);
    const password = options.passwordStdin === true ? await readPassword() : options.password;
    const { client } = options;
    const answer = await askLab(place, (lab) => lab.signIn({ upn, client, password }));
    const { outcome, errorCode, errorText, correlationId, labMs } = answer;
    const code = errorCode === undefined ? '' : ` AADSTS${errorCode}`;
    const because = errorText === undefined ? '' : `: ${reasonOf(errorText)}`;
    const there = options.attach === undefined ? '' : ` --attach ${options.attach}`;
    host.terminal.say(`${outcome}${code}${because}  (${labMs} ms of lab time)`);
    host.terminal.say(`  ptalab trace ${correlationId}${there}`);
    host.finish(outcome === 'success' ? EXIT.passed : EXIT.failed);
  });
}

/** The first line of an error's text, without the code that has been said. */
function reasonOf(errorText: string): string {
  const [line = ''] = errorText.replace(/^AADSTS\d+:? */, '').split(/[\r\n]| Trace ID:/);
  return escapeInvisible(line);
}

/** Standard input without the line's end. */
async function readPassword(): Promise<string> {
  return (await text(process.stdin)).replace(/\r?\n$/, '');
}
