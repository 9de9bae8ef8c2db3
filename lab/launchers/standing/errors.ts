/** The lab's description names a host that the standing estate does not have. */
export class StandingHostError extends Error {
  readonly code = 'PTALAB_STANDING_HOST';
  constructor(name: string, waiting: readonly string[]) {
    super(
      `the standing estate has no host ${name} that is free; hosts that wait: ${waiting.length === 0 ? 'none' : waiting.join(', ')}. ` +
        `Add it to the compose file, or name one of these in the lab's description`,
    );
    this.name = 'StandingHostError';
  }
}
