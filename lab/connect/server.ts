import type { ComponentContext } from '../component.ts';
import type { CloudCredentials } from './cloud-session.ts';
import type { ConnectConfig } from './config.ts';
import type { ConnectStatus, CycleResult } from './control.ts';
import type { SignInMethod } from './core/method.ts';
import type { SyncScope } from './core/projection.ts';
import { runCycle, type CyclePorts } from './cycle.ts';
import { runHashCycle, type HashPorts } from './hash-cycle.ts';
import { SyncScheduler } from './scheduler.ts';
import { newState, type ConnectState } from './state.ts';
import { changeUserSignIn, type WizardPorts } from './wizard.ts';

export interface ServerParts {
  readonly cycle: CyclePorts;
  readonly hashes: HashPorts;
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
  readonly #hashScheduler: SyncScheduler;
  #turn: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(config: ConnectConfig, context: ComponentContext, parts: ServerParts) {
    this.#config = config;
    this.#context = context;
    this.#parts = parts;
    const hashSync = config.passwordHashSync || config.method === 'passwordHashSync';
    this.#state = newState({ role: config.role, method: config.method, hashSync });
    this.#hashScheduler = new SyncScheduler(
      context.clock,
      config.hashInterval,
      'the next cycle of password hash synchronization',
      () => void this.syncHashesNow().catch(() => undefined),
    );
    this.#scheduler = new SyncScheduler(context.clock, config.syncInterval, 'the next sync cycle', () =>
      this.#scheduled(),
    );
  }

  async start(): Promise<void> {
    if (this.#config.syncAtStart) await this.syncNow().catch(() => undefined);
    else this.#scheduler.resume();
    if (this.#state.hashSync) await this.syncHashesNow().catch(() => undefined);
  }

  /** Answers how many hashes were sent. */
  syncHashesNow(): Promise<number> {
    return this.#inTurn(() => {
      if (this.#state.hashSync) this.#hashScheduler.restart();
      return runHashCycle(this.#parts.hashes, this.#state, this.#parts.scope, this.#context.chance.uuid());
    });
  }

  /** Off, what the tenant has stays there. */
  setPasswordHashSync(enabled: boolean): void {
    if (enabled === this.#state.hashSync) return;
    this.#state.hashSync = enabled;
    if (enabled) this.#hashScheduler.restart();
    else this.#hashScheduler.suspend();
    const data = { enabled };
    this.#context.history.append({ component: this.#config.host, kind: 'passwordHashSync.changed', data });
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
        if (method === 'passwordHashSync') this.setPasswordHashSync(true);
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
      exported:
        this.#state.exported.size + (this.#state.crowdTold ? (this.#parts.cycle.crowd?.count ?? 0) : 0),
      passwordHashSync: this.#state.hashSync,
    };
  }

  /** Ends what is in hand; nothing starts any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#scheduler.suspend();
    this.#hashScheduler.suspend();
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
