import type { ControlFault } from './errors.ts';

/** A call that does not fit the contract. */
export function inputFault(component: string, method: string, reason: string): ControlFault {
  return { component, method, code: 'PTALAB_CONTROL_INPUT', message: `${component}.${method}: ${reason}` };
}

/** An answer that does not fit the contract: a defect of the lab. */
export function outputFault(component: string, method: string, reason: string): ControlFault {
  const message = `${component}.${method} broke its contract: ${reason}`;
  return { component, method, code: 'PTALAB_CONTROL_OUTPUT', message };
}

/** Whatever an implementation has thrown. An error with a code of its own says enough; any other is given its place. */
export function implementationFault(component: string, method: string, error: unknown): ControlFault {
  const message = messageOf(error);
  const code = ownCode(error);
  if (code !== undefined) return { component, method, code, message };
  return {
    component,
    method,
    code: 'PTALAB_CONTROL_FAILED',
    message: `${component}.${method} failed: ${message}`,
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}

/** The control plane's codes are about one call: those of a call that the implementation made are not about this one. */
function ownCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && !code.startsWith('PTALAB_CONTROL_') ? code : undefined;
}
