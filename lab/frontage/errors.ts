/** The lab cannot answer real names on a loopback address. */
export class RealNamesError extends Error {
  readonly code = 'PTALAB_REAL_NAMES';
  constructor(address: string, reason: string) {
    super(`the lab's names cannot be answered on ${address}: ${reason}`);
    this.name = 'RealNamesError';
  }
}
