/** The relay does not take this conductor. */
export class RelayRefusedError extends Error {
  readonly code = 'PTALAB_RELAY_REFUSED';
  constructor(at: string) {
    super(`the relay at ${at} refuses the token: it belongs to another lab; raise the lab anew`);
    this.name = 'RelayRefusedError';
  }
}

/** No relay answers. */
export class RelayUnreachableError extends Error {
  readonly code = 'PTALAB_RELAY_UNREACHABLE';
  constructor(at: string, why: string) {
    super(`no relay answers at ${at} (${why}); look whether its container runs and its port is published`);
    this.name = 'RelayUnreachableError';
  }
}
