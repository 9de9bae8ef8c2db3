/** A control call does not fit the component's contract, or the component refuses it. */
export class ControlInputError extends Error {
  readonly code = 'PTALAB_CONTROL_INPUT';
  constructor(component: string, method: string, reason: string) {
    super(`${component}.${method}: ${reason}`);
    this.name = 'ControlInputError';
  }
}

/** A component answered what its own contract does not allow: a defect of the lab. */
export class ControlOutputError extends Error {
  readonly code = 'PTALAB_CONTROL_OUTPUT';
  constructor(component: string, method: string, reason: string) {
    super(`${component}.${method} broke its contract: ${reason}`);
    this.name = 'ControlOutputError';
  }
}

/** The lab at the other end of the control plane cannot be reached or refuses the token. */
export class ControlUnreachableError extends Error {
  readonly code = 'PTALAB_CONTROL_UNREACHABLE';
  constructor(url: string, reason: string) {
    super(`no lab answers at ${url} (${reason}). Start one with \`ptalab up\`, or name its control address.`);
    this.name = 'ControlUnreachableError';
  }
}
