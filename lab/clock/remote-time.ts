import type { Timer } from './clock.ts';
import type { TimeKeeper } from './component-clock.ts';
import type { FromClock, ToClock } from './extension-messages.ts';
import { wallAfter, wallElapsed, type WallTimer } from './wall.ts';
import { TimerQueue, type PendingTimer } from './timer-queue.ts';

/**
 * Lab time in a process of its own. Frozen, every timer stands with the lab clock, so that all fire in one order;
 * flowing, time passes here as it does there, and timers are kept here, as asking for each would cost more than it says.
 */
export class RemoteTime implements TimeKeeper {
  readonly #send: (message: ToClock) => void;
  readonly #queue = new TimerQueue();
  readonly #pending = new Set<PendingTimer>();
  /** Timers that stand with the lab clock, by the number they have there. */
  readonly #told = new Map<number, PendingTimer>();
  readonly #numbers = new Map<PendingTimer, number>();
  #now = 0;
  #heardAt = 0;
  #flowing = false;
  #number = 0;
  #wake: WallTimer | undefined;
  #handled = 0;
  #stopped = false;

  constructor(send: (message: ToClock) => void) {
    this.#send = send;
  }

  /** Timers fired so far. */
  get handled(): number {
    return this.#handled;
  }

  now(): number {
    return this.#flowing ? this.#now + Math.floor(wallElapsed() - this.#heardAt) : this.#now;
  }

  schedule(component: string, delayMs: number, name: string, fire: () => void): Timer {
    if (this.#stopped) return { cancel: () => undefined };
    const timer = this.#queue.add(this.now() + delayMs, component, name, fire);
    this.#pending.add(timer);
    if (!this.#flowing) this.#tell(timer);
    else if (this.#queue.peek() === timer) this.#rewind();
    return { cancel: () => this.#cancel(timer) };
  }

  /** What the lab clock says. */
  take(message: Exclude<FromClock, { op: 'probe' }>): void {
    if (message.op === 'time') this.#hear(message.now, message.mode === 'flowing');
    else this.#fireTold(message.id, message.now);
  }

  /** Nothing fires any more. */
  stop(): void {
    this.#stopped = true;
    this.#wake?.cancel();
    this.#pending.clear();
    this.#told.clear();
    while (this.#queue.pop() !== undefined);
  }

  #hear(now: number, flowing: boolean): void {
    const changed = flowing !== this.#flowing;
    this.#now = now;
    this.#heardAt = wallElapsed();
    this.#flowing = flowing;
    if (!changed) return;
    if (flowing) for (const timer of [...this.#numbers.keys()]) this.#untell(timer);
    else for (const timer of this.#pending) this.#tell(timer);
    this.#rewind();
  }

  #tell(timer: PendingTimer): void {
    const id = ++this.#number;
    this.#told.set(id, timer);
    this.#numbers.set(timer, id);
    this.#send({ op: 'set', id, delayMs: Math.max(0, timer.due - this.now()), name: timer.name });
  }

  #untell(timer: PendingTimer): void {
    const id = this.#numbers.get(timer);
    if (id === undefined) return;
    this.#numbers.delete(timer);
    if (this.#told.delete(id)) this.#send({ op: 'cancel', id });
  }

  #cancel(timer: PendingTimer): void {
    if (!this.#pending.delete(timer)) return;
    this.#queue.cancel(timer);
    this.#untell(timer);
  }

  #fireTold(id: number, now: number): void {
    const timer = this.#told.get(id);
    this.#told.delete(id);
    this.#handled++;
    this.#now = now;
    this.#heardAt = wallElapsed();
    if (timer === undefined || !this.#pending.delete(timer)) return;
    this.#numbers.delete(timer);
    this.#queue.cancel(timer);
    timer.fire();
  }

  /** Flowing: one real timer, for the next of them all. */
  #rewind(): void {
    this.#wake?.cancel();
    this.#wake = undefined;
    const next = this.#queue.peek();
    if (!this.#flowing || next === undefined) return;
    this.#wake = wallAfter(Math.max(0, next.due - this.now()), () => this.#fireDue());
  }

  #fireDue(): void {
    if (!this.#flowing) return;
    for (
      let next = this.#queue.peek();
      next !== undefined && next.due <= this.now();
      next = this.#queue.peek()
    ) {
      this.#queue.pop();
      this.#pending.delete(next);
      this.#handled++;
      next.fire();
    }
    this.#rewind();
  }
}
