/** A standing estate's conductor was started without what it needs. */
export class StandingSettingsError extends Error {
  readonly code = 'PTALAB_STANDING_SETTINGS';
  constructor(message: string) {
    super(message);
    this.name = 'StandingSettingsError';
  }
}

/** Somebody else's run is at work on the estate, which carries one lab at a time. */
export class EstateTakenError extends Error {
  readonly code = 'PTALAB_ESTATE_TAKEN';
  /** @param seed of the lab that is up; undefined between two labs of a run */
  constructor(seed?: string) {
    const at = seed === undefined ? 'is between two labs on it' : `has a lab up on it (seed ${seed})`;
    super(
      `the estate is taken: another run ${at}. Wait until it has ended, or end it; ` +
        'an estate carries one lab at a time',
    );
    this.name = 'EstateTakenError';
  }
}

/** A standing estate is asked to end, which is not its conductor's to do. */
export class EstateStandsError extends Error {
  readonly code = 'PTALAB_ESTATE_STANDS';
  constructor() {
    super('a standing estate ends where it was raised: `docker-compose down -v` beside its compose file');
    this.name = 'EstateStandsError';
  }
}
