/** Delays that grow: `first`, `first × factor`, … up to `max`, all in milliseconds. */
export interface BackOff {
  readonly firstMs: number;
  readonly factor: number;
  readonly maxMs: number;
}

/** How long to wait after so many failures in a row (1, 2, …). */
export function delayAfter(failures: number, { firstMs, factor, maxMs }: BackOff): number {
  return Math.min(maxMs, firstMs * factor ** Math.max(0, failures - 1));
}

/** Between attempts at the first bootstrap, and at a lost queue connection. */
export const RECONNECT: BackOff = { firstMs: 1_000, factor: 2, maxMs: 60_000 };
