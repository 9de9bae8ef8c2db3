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

/** The process that tidies up after this one cannot be started, so nothing may be started that it would have to tidy. */
export class WitnessStartError extends Error {
  readonly code = 'PTALAB_WITNESS_START';
  constructor(name: string, program: string) {
    super(
      `${name}, which removes what a killed lab would leave behind, cannot be started: ${program} cannot be run, or ` +
        `this machine has no room for another process. Look at free memory and at the limits of processes and open ` +
        `files (ulimit -u, ulimit -n), then start the lab again`,
    );
    this.name = 'WitnessStartError';
  }
}
