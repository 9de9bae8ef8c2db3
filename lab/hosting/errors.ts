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

/** What ran on a host does not stop although its lab is over: the host cannot serve another. */
export class HostStuckError extends Error {
  readonly code = 'PTALAB_HOST_STUCK';
  constructor(host: string, ms: number) {
    super(`what ran on ${host} has not stopped ${ms / 1000} s after its lab; the host ends instead`);
    this.name = 'HostStuckError';
  }
}

/** A host does not answer what it could answer at once. */
export class HostSilentError extends Error {
  readonly code = 'PTALAB_HOST_SILENT';
  constructor(host: string, ms: number) {
    super(`${host} has not answered for ${ms / 1000} s: its process hangs, or is paused`);
    this.name = 'HostSilentError';
  }
}
