import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';

/** Waits for whoever ends a lab that is up. */
export interface Stop extends Disposable {
  /** True when a signal ended it, false when it was told over the control plane. */
  readonly told: Promise<boolean>;
  now(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal asks for an orderly end, a second one ends the process. */
export function untilToldToStop(host: Host): Stop {
  let signals = 0;
  let resolve: (interrupted: boolean) => void = () => undefined;
  const told = new Promise<boolean>((settle) => {
    resolve = settle;
  });
  const onSignal = (): void => {
    if (++signals > 1) return host.exit(EXIT.interrupted);
    resolve(true);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    told,
    now: () => resolve(false),
    [Symbol.dispose]: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
