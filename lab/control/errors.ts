import { z } from 'zod';

/** Why a control call has no output; the same however the call was carried. */
export const controlFault = z.object({
  component: z.string(),
  method: z.string(),
  /**
   * PTALAB_CONTROL_INPUT: the call does not fit the contract. PTALAB_CONTROL_OUTPUT: the answer does not, a defect of
   * the lab. PTALAB_CONTROL_FAILED: the component failed with an error that has no code. Else the component's own.
   */
  code: z.string(),
  message: z.string(),
});
export type ControlFault = z.output<typeof controlFault>;

/** What a control call rejects with, inline and over HTTP alike; a component's own message stands as it is. */
export class ControlError extends Error implements ControlFault {
  readonly component: string;
  readonly method: string;
  readonly code: string;
  constructor({ component, method, code, message }: ControlFault) {
    super(message);
    this.name = 'ControlError';
    this.component = component;
    this.method = method;
    this.code = code;
  }
}

/** The lab at the other end of the control plane cannot be reached or refuses the token. */
export class ControlUnreachableError extends Error {
  readonly code = 'PTALAB_CONTROL_UNREACHABLE';
  readonly reason: string;
  constructor(url: string, reason: string) {
    super(`no lab answers at ${url} (${reason}). Start one with \`ptalab up\`, or name its control address.`);
    this.name = 'ControlUnreachableError';
    this.reason = reason;
  }
}
