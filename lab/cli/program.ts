import { Command } from 'commander';
import { clockCommand } from './commands/clock.ts';
import { directoryCommand } from './commands/directory.ts';
import { doctorCommand } from './commands/doctor.ts';
import { downCommand } from './commands/down.ts';
import { envCommand } from './commands/env.ts';
import { imageCommand } from './commands/image.ts';
import { loadCommand } from './commands/load.ts';
import { lockoutCommand } from './commands/lockout.ts';
import { runCommand } from './commands/run.ts';
import { signInCommand } from './commands/signin.ts';
import { statusCommand } from './commands/status.ts';
import { stepsCommand } from './commands/steps.ts';
import { sweepCommand } from './commands/sweep.ts';
import { traceCommand } from './commands/trace.ts';
import { upCommand } from './commands/up.ts';
import type { Host } from './host.ts';

const EXAMPLES = `
Examples:
  ptalab run                          run this folder's features
  ptalab up                           raise the default estate and keep it up
  ptalab signin ada@contoso.com       sign in to it
  ptalab COMMAND --help               more of each`;

/** Every verb. Commander throws instead of exiting, and complains through the host. */
export function createProgram(host: Host, version: string): Command {
  const program = new Command('ptalab')
    // What stands after a verb is the verb's.
    .enablePositionalOptions()
    .description(
      'A simulated hybrid identity lab and test harness for Microsoft Entra pass-through authentication.',
    )
    .version(version)
    .addHelpText('after', EXAMPLES);
  const verbs = [
    runCommand,
    upCommand,
    downCommand,
    statusCommand,
    signInCommand,
    directoryCommand,
    envCommand,
    traceCommand,
    clockCommand,
    loadCommand,
    lockoutCommand,
    stepsCommand,
    sweepCommand,
    imageCommand,
    (host: Host) => doctorCommand(host, version),
  ];
  for (const verb of verbs) program.addCommand(verb(host));
  for (const command of withSubcommands(program)) prepare(command, host);
  return program;
}

function prepare(command: Command, { terminal }: Host): void {
  command
    .exitOverride()
    .allowExcessArguments(false)
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => terminal.say(text.trimEnd()),
      writeErr: (text) => terminal.complain(`ptalab: ${text.trimEnd().replace(/^error: /, '')}`),
    });
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
