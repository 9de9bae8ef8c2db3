/** Nobody is asked for a one-time code. */
export class NoCodeError extends Error {
  readonly code = 'PTALAB_NO_ONE_TIME_CODE';
  constructor(upn: string) {
    super(`${upn} is not asked for a one-time code right now; a sign-in page has to ask for it first`);
    this.name = 'NoCodeError';
  }
}
