import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { onSignals } from '../signals.ts';

/** Waits for whoever ends a lab that is up. */
export interface Stop extends Disposable {
  /** True when a signal ended it, false when it was told over the control plane. */
  readonly told: Promise<boolean>;
  /** Whether somebody has ended it already. */
  readonly isTold: boolean;
  now(): void;
}

/** The first signal asks for an orderly end, a second one ends the process. */
export function untilToldToStop(host: Host): Stop {
  let signals = 0;
  let isTold = false;
  let resolve: (interrupted: boolean) => void = () => undefined;
  const told = new Promise<boolean>((settle) => {
    resolve = settle;
  });
  const listening = onSignals(() => {
    if (++signals > 1) return host.exit(EXIT.interrupted);
    host.terminal.complain('interrupted: the lab goes down (once more to leave at once)');
    isTold = true;
    resolve(true);
  });
  return {
    told,
    get isTold() {
      return isTold;
    },
    now: () => {
      isTold = true;
      resolve(false);
    },
    [Symbol.dispose]: () => listening[Symbol.dispose](),
  };
}
