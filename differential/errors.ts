/** The forest cannot be brought into the state that a case begins with, or asked what the case asks. */
export class NotPossible extends Error {
  readonly code = 'PTALAB_DIFFERENTIAL_NOT_POSSIBLE';
  constructor(missing: string) {
    super(missing);
    this.name = 'NotPossible';
  }
}

/** A case, or the directory server under it, is not what it should be. */
export class DifferentialError extends Error {
  readonly code = 'PTALAB_DIFFERENTIAL';
  constructor(reason: string) {
    super(reason);
    this.name = 'DifferentialError';
  }
}
