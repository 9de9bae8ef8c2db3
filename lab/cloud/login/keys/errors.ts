/** The signing keys are not in the state that a step of their rollover needs. */
export class RolloverError extends Error {
  readonly code = 'PTALAB_SIGNING_KEY_ROLLOVER';
  constructor(message: string) {
    super(message);
    this.name = 'RolloverError';
  }
}
