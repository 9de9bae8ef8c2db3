import type { Decision } from './result.ts';

/** A device cannot go on: nobody answers, or an answer is not what the protocol has. */
export class DeviceUnavailableError extends Error {
  readonly code = 'PTALAB_DEVICE_UNAVAILABLE';
  readonly status: number | undefined;
  constructor(url: string, reason: string, status?: number) {
    super(`no usable answer from ${new URL(url).hostname}: ${reason}`);
    this.name = 'DeviceUnavailableError';
    this.status = status;
  }
}

/** How a device shows that error to its user. */
export function unavailable(error: unknown, via: Decision['via']): Decision {
  if (!(error instanceof DeviceUnavailableError)) throw error;
  const { status, message } = error;
  return { outcome: 'unavailable', via, errorText: message, ...(status === undefined ? {} : { status }) };
}
