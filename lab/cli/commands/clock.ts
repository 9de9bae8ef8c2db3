import { Command } from 'commander';
import { formatDuration, parseDuration } from '../../clock/duration.ts';
import { UsageError } from '../errors.ts';
import { didYouMean } from '../likeness.ts';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { addPlaceOptions, readPlace, type LabPlace, type PlaceOptions } from '../up/lab-place.ts';
import { askLab } from '../up/reach-lab.ts';

const EXAMPLES = `
Examples:
  ptalab clock                  show lab time
  ptalab clock freeze           stop it
  ptalab clock advance 12h      fire every timer of the next twelve hours, in order
  ptalab clock flow             let it run with the wall`;

/** `ptalab clock`: shows and moves lab time. */
export function clockCommand(host: Host): Command {
  const command = addPlaceOptions(new Command('clock'))
    .description('show or move the lab clock')
    .addHelpText('after', EXAMPLES);
  command
    .command('show', { isDefault: true })
    .description('show lab time')
    // Whatever is no verb of the clock comes here, as the default.
    .argument('[verb]')
    .usage(' ')
    .action((word: string | undefined, _own: unknown, verb: Command) => {
      if (word === undefined) return show(host, verb, 'clockShow');
      const verbs = command.commands.map((one) => one.name());
      throw new UsageError(
        `clock has no verb ${word}${didYouMean(word, verbs) || '.'} It takes ${verbs.join(', ')}`,
      );
    });
  command
    .command('freeze')
    .description('stop the clock')
    .action((_own: unknown, verb: Command) => show(host, verb, 'clockFreeze'));
  command
    .command('flow')
    .description('let the clock run with the wall')
    .action((_own: unknown, verb: Command) => show(host, verb, 'clockFlow'));
  command
    .command('advance')
    .description('move the clock on, firing every timer on the way')
    .argument('<duration>', 'such as 90s, 30m, 12h, 1h30m')
    // `-5m` is no option but a wrong duration.
    .allowUnknownOption()
    .action(async (text: string, _own: unknown, verb: Command) => {
      const ms = readDuration(text);
      const { now, mode, fired } = await askLab(placeOf(host, verb), (lab) => lab.clockAdvance({ ms }));
      host.terminal.say(
        `${now} ${mode}  (moved by ${formatDuration(ms)}, ${fired} ${fired === 1 ? 'timer' : 'timers'} fired)`,
      );
      host.finish(EXIT.passed);
    });
  return command;
}

type Showing = 'clockShow' | 'clockFreeze' | 'clockFlow';

async function show(host: Host, verb: Command, what: Showing): Promise<void> {
  const { now, mode } = await askLab(placeOf(host, verb), (lab) => lab[what]({}));
  host.terminal.say(`${now} ${mode}`);
  host.finish(EXIT.passed);
}

/** Options of `clock` stand before or after its own verbs. */
function placeOf({ cwd }: Host, verb: Command): LabPlace {
  return readPlace(verb.optsWithGlobals<PlaceOptions>(), cwd);
}

function readDuration(text: string): number {
  try {
    const ms = parseDuration(text);
    if (Number.isSafeInteger(ms) && ms > 0) return ms;
  } catch {
    // Said below.
  }
  throw new UsageError(
    `clock advance takes a duration such as 90s, 30m or 12h, not ${JSON.stringify(text)}; lab time moves forward only`,
  );
}
