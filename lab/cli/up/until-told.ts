import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { onSignals } from '../signals.ts';

/** Waits for whoever ends a lab that is up. */
export interface Stop extends Disposable {
  /** True when a signal ended it, false when it was told over the control plane. */
  readonly told: Promise<boolean>;
  now(): void;
}

/** The first signal asks for an orderly end, a second one ends the process. */
export function untilToldToStop(host: Host): Stop {
  let signals = 0;
  let resolve: (interrupted: boolean) => void = () => undefined;
  const told = new Promise<boolean>((settle) => {
    resolve = settle;
  });
  const listening = onSignals(() => {
    if (++signals > 1) return host.exit(EXIT.interrupted);
    resolve(true);
  });
  return {
    told,
    now: () => resolve(false),
    [Symbol.dispose]: () => listening[Symbol.dispose](),
  };
}
