/** No machine of that name is in the lab, or it is not in a state for what was asked. */
export class MachineError extends Error {
  readonly code = 'PTALAB_MACHINE';
  constructor(host: string, known: readonly string[], reason?: string) {
    super(
      reason === undefined
        ? `there is no machine ${host}; there are ${known.join(', ')}`
        : `machine ${host} cannot do that: ${reason}`,
    );
    this.name = 'MachineError';
  }
}
