import type { Clock, Participant, Timer } from './clock.ts';
import { ComponentClock, type TimeKeeper } from './component-clock.ts';
import { ClockStoppedError, PendingWaitError } from './errors.ts';
import { Overtaking, type Untimed } from './overtaking.ts';
import { Rest } from './rest.ts';
import { TimerQueue, type PendingTimer } from './timer-queue.ts';
import { TimeBase, type ClockMode } from './time-base.ts';
import { wallAfter, type WallTimer } from './wall.ts';

export type { ClockMode } from './time-base.ts';

export interface LabClockOptions {
  /** Lab time at the start, in milliseconds since the Unix epoch. */
  readonly epoch: number;
  readonly mode: ClockMode;
  /** Real milliseconds after which a part that does not settle fails the move. */
  readonly watchdogMs?: number;
}

export interface Moved {
  /** Lab time before and after. */
  readonly from: number;
  readonly to: number;
  /** Timers fired on the way. */
  readonly fired: number;
}

/** A move of lab time, for the history. */
export interface Movement {
  readonly from: number;
  readonly to: number;
  /** `advance`, or what was waited for. */
  readonly cause: string;
  /** Timers fired on the way of an advance. */
  readonly fired?: number;
}

/** What a listener learns whenever lab time is moved or starts or stops to flow. */
export interface ClockChange {
  readonly now: number;
  readonly mode: ClockMode;
}

const WATCHDOG_MS = 5_000;
const WAIT_LIMIT_MS = 600_000;

/**
 * The authority for lab time. Flowing, it keeps pace with the wall; frozen, it moves when told to, or when somebody
 * waits in `until` and all is quiet. Timers fire one at a time, in the order of (due, component, sequence), each
 * after the lab has come to rest from the one before.
 */
export class LabClock implements TimeKeeper {
  readonly #timers = new TimerQueue();
  readonly #components = new Map<string, ComponentClock>();
  readonly #listeners = new Set<(change: ClockChange) => void>();
  readonly #movedListeners = new Set<(moved: Movement) => void>();
  readonly #overtaking = new Overtaking();
  readonly #rest: Rest;
  readonly #time: TimeBase;
  #wake: WallTimer | undefined;
  #moving: Promise<unknown> = Promise.resolve();
  /** Rejects when the clock can serve no more: it has been stopped, or a part of the lab was lost. */
  readonly #over = Promise.withResolvers<never>();
  #failure: Error | undefined;

  constructor(options: LabClockOptions) {
    this.#time = new TimeBase(options.epoch, options.mode);
    this.#rest = new Rest(options.watchdogMs ?? WATCHDOG_MS);
    this.#over.promise.catch(() => undefined);
  }

  get mode(): ClockMode {
    return this.#time.mode;
  }

  now(): number {
    return this.#time.now();
  }

  /** The clock that a component is given; the same one for the same name. */
  for(component: string): Clock {
    const known = this.#components.get(component);
    if (known !== undefined) return known;
    const clock = new ComponentClock(component, this);
    this.#components.set(component, clock);
    this.#rest.add(clock);
    return clock;
  }

  schedule(component: string, delayMs: number, name: string, fire: () => void): Timer {
    const pending = this.#timers.add(this.now() + delayMs, component, name, fire);
    if (this.#timers.peek() === pending) this.#rewind();
    return { cancel: () => this.#timers.cancel(pending) };
  }

  /** Adds a part whose rest is waited for; call the result when it leaves. */
  join(participant: Participant): () => void {
    this.#rest.add(participant);
    return () => this.#rest.delete(participant);
  }

  /** Adds a part that lives by the wall; call the result when it leaves. */
  joinUntimed(untimed: Untimed): () => void {
    return this.#overtaking.join(untimed);
  }

  onChange(listener: (change: ClockChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells of every advance, and of every wait that moved lab time, once it is over. */
  onMoved(listener: (moved: Movement) => void): () => void {
    this.#movedListeners.add(listener);
    return () => this.#movedListeners.delete(listener);
  }

  /** Holds lab time. Throws FrozenUntimedError. */
  async freeze(): Promise<void> {
    this.#overtaking.refuseFrozen();
    await this.#exclusively(() => this.#become('frozen'));
  }

  /** Lets lab time keep pace with the wall. */
  async flow(): Promise<void> {
    await this.#exclusively(() => this.#become('flowing'));
  }

  /** Waits until nothing in the lab moves; frozen lab time stands still meanwhile. Throws ClockStallError. */
  settle(doing = 'waiting for the lab to come to rest'): Promise<void> {
    return this.#unlessOver(this.#rest.settle(doing));
  }

  /** The timer that would fire next, for people. */
  next(): { readonly due: number; readonly component: string; readonly name: string } | undefined {
    return this.#timers.peek();
  }

  /** Moves lab time on, firing every timer on the way. Throws ClockStallError, UntimedParticipantError. */
  advance(ms: number): Promise<Moved> {
    return this.#exclusively(() => {
      this.#overtaking.jump(ms);
      return this.#moveTo(this.now() + ms);
    });
  }

  /**
   * Waits for `work`; frozen, moves lab time from timer to timer whenever all is quiet and `work` is still pending.
   * Throws PendingWaitError after `limitMs` of lab time (ten minutes unless told), FrozenUntimedError.
   */
  async until<T>(work: Promise<T>, what: string, limitMs: number = WAIT_LIMIT_MS): Promise<T> {
    let settled = false;
    const finish = (): void => {
      settled = true;
    };
    work.then(finish, finish);
    const from = this.now();
    try {
      while (!settled && this.mode === 'frozen') {
        const step = this.#exclusively(() => this.#step(() => settled, from + limitMs, what, limitMs));
        await this.#unlessOver(Promise.race([step, work]));
      }
      return await this.#unlessOver(work);
    } finally {
      if (this.mode === 'frozen' && this.now() > from) this.#tellMoved({ from, to: this.now(), cause: what });
    }
  }

  /** A part of the lab was lost: whoever waits for lab time now or later is told. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.#over.reject(error);
  }

  /** Drops every timer; nothing fires any more, and whoever still waits is told. */
  stop(): void {
    this.fail(new ClockStoppedError());
    this.#wake?.cancel();
    this.#rest.clear();
    while (this.#timers.pop() !== undefined);
  }

  #quiet(doing: string): Promise<void> {
    return this.#unlessOver(this.#rest.beforeMove(doing));
  }

  async #step(settled: () => boolean, limit: number, what: string, limitMs: number): Promise<void> {
    this.#overtaking.refuseFrozen();
    await this.#quiet(`waiting for ${what}`);
    if (settled() || this.mode !== 'frozen' || this.#failure !== undefined) return;
    const next = this.#timers.peek();
    if (next === undefined || next.due > limit) throw new PendingWaitError(what, limitMs, describe(next));
    await this.#fireTop(`waiting for ${what}`);
  }

  async #moveTo(target: number): Promise<Moved> {
    const from = this.now();
    const flowing = this.mode === 'flowing';
    if (flowing) await this.#become('frozen');
    let fired = 0;
    try {
      await this.#quiet('before advancing');
      for (
        let next = this.#timers.peek();
        next !== undefined && next.due <= target;
        next = this.#timers.peek()
      ) {
        fired += await this.#fireTop('advancing');
        await this.#quiet(`after ${describe(next)}`);
      }
      this.#time.moveTo(target);
      this.#tell();
      await this.#quiet('after advancing');
    } finally {
      if (flowing) await this.#become('flowing');
    }
    this.#tellMoved({ from, to: target, cause: 'advance', fired });
    return { from, to: target, fired };
  }

  async #become(mode: ClockMode): Promise<void> {
    if (mode === 'frozen') this.#time.freeze();
    else this.#time.flow();
    this.#rewind();
    this.#tell();
    await Promise.resolve();
  }

  /**
   * Fires the next timer; returns how many were. Every process has heard the new time before: what the timer sets off
   * may reach one sooner than the time would, and be told there at the time before.
   */
  async #fireTop(doing: string): Promise<number> {
    const next = this.#timers.peek();
    if (next !== undefined && next.due > this.now()) {
      this.#time.moveTo(next.due);
      this.#tell();
      await this.#rest.heard(doing);
    }
    const timer = this.#timers.peek();
    // It was taken back meanwhile.
    if (timer === undefined || timer.due > this.now()) return 0;
    this.#timers.pop();
    timer.fire();
    return 1;
  }

  /** A race of its own for each wait, so that nothing is kept of those that are over. */
  #unlessOver<T>(work: Promise<T>): Promise<T> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return Promise.race([work, this.#over.promise]);
  }

  async #exclusively<T>(move: () => Promise<T>): Promise<T> {
    const mine = this.#moving.then(move, move);
    this.#moving = mine.catch(() => undefined);
    return mine;
  }

  #tellMoved(moved: Movement): void {
    for (const listener of this.#movedListeners) listener(moved);
  }

  #tell(): void {
    const change = { now: this.now(), mode: this.mode };
    for (const listener of this.#listeners) listener(change);
  }

  /** Flowing: sets the one real timer for the next lab timer. */
  #rewind(): void {
    this.#wake?.cancel();
    this.#wake = undefined;
    const next = this.#timers.peek();
    if (this.#failure instanceof ClockStoppedError || this.mode === 'frozen' || next === undefined) return;
    this.#wake = wallAfter(Math.max(0, next.due - this.now()), () => this.#fireDue());
  }

  #fireDue(): void {
    if (this.mode === 'frozen') return;
    for (
      let next = this.#timers.peek();
      next !== undefined && next.due <= this.now();
      next = this.#timers.peek()
    ) {
      this.#timers.pop();
      next.fire();
    }
    this.#rewind();
  }
}

function describe(timer: PendingTimer | undefined): string | undefined {
  return timer === undefined ? undefined : `${timer.component}'s ${timer.name}`;
}
