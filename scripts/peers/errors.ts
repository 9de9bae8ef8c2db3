/** A directory server to compare with could not be installed, provisioned, started or stopped. */
export class PeerError extends Error {
  readonly code = 'PTALAB_PEER';
  constructor(reason: string) {
    super(reason);
    this.name = 'PeerError';
  }
}
