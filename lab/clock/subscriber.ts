import type { FarParticipant, Probe, Timer } from './clock.ts';
import type { FromClock, ToClock } from './extension-messages.ts';
import type { LabClock } from './lab-clock.ts';

/** The wire to a process on the lab clock. */
export interface SubscriberWire {
  send(message: FromClock): void;
  /** Ends the connection to a process that asks too much. */
  refuse(): void;
  /** Resolves when the connection has ended. */
  readonly gone: Promise<void>;
}

/** Timers that one agent may have at once; an agent that wants more is disconnected. */
const TIMER_LIMIT = 10_000;

/** One process on the lab clock: its timers live here, so that they fire in order with everybody's. */
export class Subscriber implements FarParticipant {
  readonly far = true;
  readonly name: string;
  readonly #wire: SubscriberWire;
  readonly #clock: LabClock;
  readonly #timerLimit: number;
  readonly #timers = new Map<number, Timer>();
  readonly #probes = new Map<number, (probe: Probe) => void>();
  readonly #unlisten: () => void;
  #unjoin: (() => void) | undefined;
  #probe = 0;
  #last: Probe = { activity: 0, busy: [] };

  constructor(name: string, clock: LabClock, wire: SubscriberWire, timerLimit: number = TIMER_LIMIT) {
    this.name = name;
    this.#clock = clock;
    this.#wire = wire;
    this.#timerLimit = timerLimit;
    this.#unjoin = clock.join(this);
    this.#unlisten = clock.onChange((change) => wire.send({ op: 'time', ...change }));
    wire.send({ op: 'time', now: clock.now(), mode: clock.mode });
  }

  probe(): Promise<Probe> {
    const id = ++this.#probe;
    return new Promise((resolve) => {
      this.#probes.set(id, resolve);
      this.#wire.send({ op: 'probe', id });
    });
  }

  suspend(): void {
    this.#unjoin?.();
    this.#unjoin = undefined;
    this.#answerProbes();
  }

  resume(): void {
    this.#unjoin ??= this.#clock.join(this);
  }

  /** Lets a process go that has ended. */
  async dismiss(): Promise<void> {
    this.#wire.refuse();
    await this.#wire.gone;
  }

  leave(): void {
    this.suspend();
    this.#unlisten();
    for (const timer of this.#timers.values()) timer.cancel();
  }

  /** What the process says; `undefined` is nothing that is understood. */
  take(message: ToClock | undefined): void {
    if (message?.op === 'set') this.#set(message.id, message.delayMs, message.name);
    if (message?.op === 'cancel') this.#cancel(message.id);
    if (message?.op === 'rest') {
      const { activity, busy, patienceMs = 0 } = message;
      this.#last = { activity, busy, patienceMs };
      this.#probes.get(message.id)?.(this.#last);
      this.#probes.delete(message.id);
    }
  }

  #set(id: number, delayMs: number, name: string): void {
    const fire = (): void => {
      this.#timers.delete(id);
      this.#wire.send({ op: 'fire', id, now: this.#clock.now() });
    };
    if (this.#timers.size >= this.#timerLimit) return this.#wire.refuse();
    this.#timers.set(id, this.#clock.schedule(this.name, delayMs, name, fire));
  }

  #cancel(id: number): void {
    this.#timers.get(id)?.cancel();
    this.#timers.delete(id);
  }

  #answerProbes(): void {
    for (const resolve of this.#probes.values()) resolve(this.#last);
    this.#probes.clear();
  }
}
