/** No service of that name runs on the host. */
export class ServiceUnknownError extends Error {
  readonly code = 'PTALAB_SERVICE_UNKNOWN';
  constructor(name: string, known: readonly string[]) {
    super(`no service ${name} runs here; there are ${known.length === 0 ? 'none' : known.join(', ')}`);
    this.name = 'ServiceUnknownError';
  }
}

/** The host is not in a state to do that. */
export class HostBusyError extends Error {
  readonly code = 'PTALAB_HOST_BUSY';
  constructor(reason: string) {
    super(reason);
    this.name = 'HostBusyError';
  }
}

/** A component host went away while the lab was up. */
export class HostLostError extends Error {
  readonly code = 'PTALAB_HOST_LOST';
  constructor(host: string, reason: string) {
    super(`${host} has left the lab: ${reason}. The lab cannot go on; raise another`);
    this.name = 'HostLostError';
  }
}
