import { Command } from 'commander';
import { VerbFailedError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { addPlaceOptions, readPlace, type PlaceOptions } from '../up/lab-place.ts';
import { askLab } from '../up/reach-lab.ts';

/** `ptalab trace`: one sign-in, registration or sync cycle, hop by hop. */
export function traceCommand(host: Host): Command {
  const command = new Command('trace')
    .description('show one sign-in hop by hop')
    .argument('<correlation-id>', 'the id that a client sent, or its beginning')
    .addHelpText(
      'after',
      '\nExamples:\n  ptalab trace 3f6c1a52\n\nExit codes: 0 shown, 1 no such id, 3 no lab is up.',
    );
  return addPlaceOptions(command).action(async (correlationId: string, options: PlaceOptions) => {
    const place = readPlace(options, host.cwd);
    const { text, known } = await askLab(place, (lab) => lab.trace({ correlationId }));
    if (text === '') throw new VerbFailedError(notFound(correlationId, known));
    host.terminal.say(text.trimEnd());
    host.finish(EXIT.passed);
  });
}

function notFound(wanted: string, known: readonly string[]): string {
  if (known.length === 0)
    return `the history knows no correlation id yet; sign somebody in with \`ptalab signin\``;
  const list = `\n  ${known.join('\n  ')}`;
  return known.some((id) => id.startsWith(wanted))
    ? `more than one correlation id begins with ${wanted}; write more of it:${list}`
    : `no correlation id begins with ${wanted}; the newest are${list}`;
}
