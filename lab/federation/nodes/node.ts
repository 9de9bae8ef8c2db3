import type { LockoutConfig, LockoutMode } from '../config/lockout.ts';
import type { FarmConfiguration } from '../configuration.ts';
import type { Directory } from '../directory.ts';
import type { EventLog } from '../events/event-log.ts';
import { LockoutGuard } from '../lockout/guard.ts';
import type { ActivityAccess } from '../lockout/store-access.ts';

export interface NodeParts {
  readonly name: string;
  readonly isPrimary: boolean;
  readonly directory: Directory;
  readonly activity: ActivityAccess;
  /** The configuration as this node has it. */
  readonly configuration: () => FarmConfiguration;
  readonly events: EventLog;
  readonly now: () => number;
}

/** One federation server of the farm. */
export class FarmNode {
  readonly name: string;
  readonly isPrimary: boolean;
  readonly directory: Directory;
  readonly activity: ActivityAccess;
  readonly guard: LockoutGuard;
  readonly #parts: NodeParts;
  #running = true;
  #mode: LockoutMode;

  constructor(parts: NodeParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.isPrimary = parts.isPrimary;
    this.directory = parts.directory;
    this.activity = parts.activity;
    this.#mode = parts.configuration().lockout.mode;
    const { name, activity, events, now } = parts;
    this.guard = new LockoutGuard({ node: name, policy: () => this.lockout, activity, events, now });
  }

  get running(): boolean {
    return this.#running;
  }

  get configuration(): FarmConfiguration {
    return this.#parts.configuration();
  }

  /** The settings at work here: a new mode holds once the service was started again. */
  get lockout(): LockoutConfig {
    return { ...this.configuration.lockout, mode: this.#mode };
  }

  stop(): void {
    if (this.#running) this.#parts.events.write(103, this.name);
    this.#running = false;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#parts.events.write(100, this.name);
  }

  /** Takes over what only a start takes over. */
  takeOver(): void {
    this.#mode = this.configuration.lockout.mode;
  }
}
