/** The forest refuses what an administrator asks of it. */
export class ForestError extends Error {
  readonly code:
    | 'PTALAB_FOREST_NO_ACCOUNT'
    | 'PTALAB_FOREST_TAKEN'
    | 'PTALAB_FOREST_INVALID'
    | 'PTALAB_FOREST_NO_DC'
    | 'PTALAB_FOREST_PASSWORD_UNKNOWN';
  constructor(code: ForestError['code'], message: string) {
    super(message);
    this.name = 'ForestError';
    this.code = code;
  }
}
