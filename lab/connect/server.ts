import type { ComponentContext } from '../component.ts';
import type { CloudCredentials } from './cloud-session.ts';
import type { ConnectConfig } from './config.ts';
import type { ConnectStatus, CycleResult } from './control.ts';
import type { SignInMethod } from './core/method.ts';
import type { SyncScope } from './core/projection.ts';
import { runCycle, type CyclePorts } from './cycle.ts';
import { SyncScheduler } from './scheduler.ts';
import type { ConnectState } from './state.ts';
import { changeUserSignIn, type WizardPorts } from './wizard.ts';

export interface ServerParts {
  readonly cycle: CyclePorts;
  readonly wizard: WizardPorts;
  readonly scope: SyncScope;
}

/** One Entra Connect server: cycles and the wizard take turns, as neither runs while the other does. */
export class ConnectServer {
  readonly #config: ConnectConfig;
  readonly #context: ComponentContext;
  readonly #parts: ServerParts;
  readonly #state: ConnectState;
  readonly #scheduler: SyncScheduler;
  #turn: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(config: ConnectConfig, context: ComponentContext, parts: ServerParts) {
    this.#config = config;
    this.#context = context;
    this.#parts = parts;
    this.#state = { role: config.role, method: config.method, lastCycleAt: undefined, exported: new Map() };
    this.#scheduler = new SyncScheduler(context.clock, config.syncInterval, 'the next sync cycle', () =>
      this.#scheduled(),
    );
  }

  async start(): Promise<void> {
    if (this.#config.syncAtStart) await this.syncNow().catch(() => undefined);
    else this.#scheduler.resume();
  }

  syncNow(): Promise<CycleResult> {
    return this.#inTurn(() => {
      this.#scheduler.restart();
      return runCycle(this.#parts.cycle, this.#state, this.#parts.scope, this.#context.chance.uuid());
    });
  }

  changeUserSignIn(method: SignInMethod, admin: CloudCredentials): Promise<void> {
    return this.#inTurn(async () => {
      this.#scheduler.suspend();
      try {
        await changeUserSignIn(this.#parts.wizard, this.#state, method, admin, this.#context.chance.uuid());
      } finally {
        if (!this.#stopped) this.#scheduler.resume();
      }
    });
  }

  setStaging(staging: boolean): void {
    const role = staging ? 'staging' : 'primary';
    if (role === this.#state.role) return;
    this.#state.role = role;
    this.#context.history.append({ component: this.#config.host, kind: 'role.changed', data: { role } });
  }

  status(): ConnectStatus {
    return {
      role: this.#state.role,
      method: this.#state.method ?? null,
      lastCycleAt: this.#state.lastCycleAt ?? null,
      nextCycleAt: this.#scheduler.nextCycleAt ?? null,
      exported: this.#state.exported.size,
    };
  }

  /** Ends what is in hand; nothing starts any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#scheduler.suspend();
    await this.#turn;
  }

  /** What stops a scheduled cycle is in the history; the next one comes all the same. */
  #scheduled(): void {
    void this.syncNow().catch(() => undefined);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(() => {
      if (this.#stopped) throw new Error(`${this.#config.host} has stopped`);
      return work();
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
