/** A timer on the lab clock. Cancelling a fired or cancelled timer does nothing. */
export interface Timer {
  cancel(): void;
}

/**
 * Lab time as one component sees it. Every policy and every documented limit (lockout windows, answer limit,
 * back-off, heartbeats) is a timer here; nothing in the lab waits on the wall.
 */
export interface Clock {
  /** Lab time in milliseconds since the Unix epoch. */
  now(): number;
  /** Calls `fire` once, `delayMs` of lab time from now. `name` appears when the timer does not settle. */
  after(delayMs: number, name: string, fire: () => void): Timer;
  /** Resolves after `delayMs` of lab time; rejects with the signal's reason when aborted. */
  sleep(delayMs: number, name: string, signal?: AbortSignal): Promise<void>;
  /**
   * Holds the clock still while `work` (thread pool, disk) is under way, so that no timer overtakes it. Work that may
   * take longer than the watchdog says for how many real milliseconds it is to be waited for.
   */
  busy<T>(what: string, work: Promise<T>, patienceMs?: number): Promise<T>;
}

/** One look at a part of the lab: what it has done so far, and what it is doing right now. */
export interface Probe {
  /** Grows with every byte moved, event written or message handled. */
  readonly activity: number;
  /** Names of the work under way; empty when the part is idle or waits for others. */
  readonly busy: readonly string[];
  /** Real milliseconds for which the work under way is to be waited for, where longer than usual. */
  readonly patienceMs?: number;
}

/** A part of the lab that the clock looks at before it moves on. */
export interface NearParticipant {
  readonly name: string;
  readonly far?: false;
  probe(): Probe;
}

/** A part in a process of its own, which has to be asked. */
export interface FarParticipant {
  readonly name: string;
  readonly far: true;
  probe(): Promise<Probe>;
}

export type Participant = NearParticipant | FarParticipant;
