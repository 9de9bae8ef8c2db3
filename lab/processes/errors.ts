import type { ChildDefinition } from './child.ts';

/** A child process could not be started, ended at once, or never said that it was ready. */
export class ChildStartError extends Error {
  readonly code = 'PTALAB_CHILD_START';
  readonly lines: readonly string[];
  constructor(
    definition: Pick<ChildDefinition, 'name' | 'command' | 'args'>,
    cause: string,
    lines: readonly string[],
  ) {
    const command = [definition.command, ...definition.args].join(' ');
    const tail =
      lines.length === 0 ? 'It printed nothing.' : `Its last ${lines.length} lines:\n  ${lines.join('\n  ')}`;
    super(`${definition.name} ${cause}.\nCommand: ${command}\n${tail}`);
    this.name = 'ChildStartError';
    this.lines = lines;
  }
}
