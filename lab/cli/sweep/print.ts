import type { Terminal } from '../terminal.ts';
import type { Swept } from './take-away.ts';

/** One line for each thing that was removed, and for each that could not be. */
export function printSwept(terminal: Terminal, { removed, failed, withoutEngine }: Swept): void {
  for (const { kind, name } of removed) terminal.say(`removed ${kind.padEnd(9)} ${name}`);
  for (const { what, why } of failed) terminal.complain(`ptalab: ${what}: ${why}`);
  if (withoutEngine !== undefined) terminal.say(`no container was looked for: ${withoutEngine}`);
  if (removed.length === 0 && failed.length === 0) terminal.say('dead labs have left nothing');
}

/** The same for programs; docs/containers.md describes the shape. */
export function sweptJson({ removed, failed, withoutEngine }: Swept): object {
  return { version: 1, removed, failed, ...(withoutEngine === undefined ? {} : { withoutEngine }) };
}
