import { wallAfter } from '../clock/wall.ts';

/** Real milliseconds. */
const REPEAT_MS = 50;

/** Why every scenario in progress is to end now: `interrupted`, or the run's limit. */
export type StopReason = string;

/** The run's end of the channel: tells every worker to stop. */
export interface StopSender extends Disposable {
  stop(reason: StopReason): void;
}

/** A worker's end: rejects when the run is told to stop. Keeps no worker alive. */
export interface StopReceiver extends Disposable {
  readonly stopped: Promise<never>;
  readonly reason: StopReason | undefined;
}

export function openStopSender(channel: string): StopSender {
  const broadcast = new BroadcastChannel(channel);
  broadcast.unref();
  let open = true;
  // Said again and again: a worker that is still loading listens later.
  const say = (reason: StopReason): void => {
    if (!open) return;
    broadcast.postMessage(reason);
    wallAfter(REPEAT_MS, () => say(reason));
  };
  return {
    stop: say,
    [Symbol.dispose]: () => {
      open = false;
      broadcast.close();
    },
  };
}

export function openStopReceiver(channel: string): StopReceiver {
  const broadcast = new BroadcastChannel(channel);
  broadcast.unref();
  let reason: StopReason | undefined;
  const stopped = new Promise<never>((_, reject) => {
    broadcast.onmessage = (event: MessageEvent) => {
      reason ??= String(event.data);
      reject(new RunStoppedError(reason));
    };
  });
  stopped.catch(() => undefined);
  return {
    stopped,
    get reason() {
      return reason;
    },
    [Symbol.dispose]: () => broadcast.close(),
  };
}

/** The whole run was told to stop while this scenario was in progress, or before it began. */
export class RunStoppedError extends Error {
  readonly code = 'PTALAB_RUN_STOPPED';
  constructor(reason: StopReason) {
    super(reason);
    this.name = 'RunStoppedError';
  }
}
