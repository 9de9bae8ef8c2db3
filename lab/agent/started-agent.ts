import type { HistorySink } from '../history/history.ts';
import type { ChildExit } from '../processes/child.ts';

export type AgentState = 'running' | 'killed' | 'stopped' | 'exited';

/** What carries an agent: a child process, or a container; it has said that it is ready. */
export interface AgentProcess {
  readonly pid: number;
  /** The match of the ready line; its first group is the agent's id. */
  readonly ready: readonly string[];
  readonly exited: Promise<ChildExit>;
  /** Undefined while it runs. */
  readonly exit: ChildExit | undefined;
  /** The last lines of its output, oldest first; elsewhere they are asked for. */
  tail(): readonly string[] | Promise<readonly string[]>;
  signal(signal: NodeJS.Signals): void | Promise<void>;
  stop(graceMs?: number): Promise<ChildExit>;
}

/** An agent that listens, or did. */
export interface StartedAgent extends AsyncDisposable {
  readonly host: string;
  readonly agentId: string;
  readonly pid: number;
  /** `exited` is an end that nobody here asked for. */
  readonly state: AgentState;
  /** Undefined while it runs. */
  readonly exit: ChildExit | undefined;
  readonly exited: Promise<ChildExit>;
  /** The last lines of its output, oldest first. */
  tail(): Promise<readonly string[]>;
  /** SIGKILL; what it had in hand is lost. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay, nothing is answered. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** SIGTERM: drains; SIGKILL when it has not ended after 5 s of real time. */
  stop(): Promise<void>;
  /** SIGKILL as the lab goes down: nobody is left to drain for, and no event is worth it. */
  end(): Promise<void>;
}

export class RunningAgent implements StartedAgent {
  readonly host: string;
  readonly agentId: string;
  readonly #child: AgentProcess;
  readonly #history: HistorySink;
  #state: AgentState = 'running';

  constructor(host: string, child: AgentProcess, history: HistorySink) {
    this.host = host;
    this.agentId = child.ready[1] ?? '';
    this.#child = child;
    this.#history = history;
    this.#record('agent.started', {}, { pid: child.pid });
    void child.exited.then((exit) => this.#ended(exit));
  }

  get pid(): number {
    return this.#child.pid;
  }

  get state(): AgentState {
    return this.#state;
  }

  get exit(): ChildExit | undefined {
    return this.#child.exit;
  }

  get exited(): Promise<ChildExit> {
    return this.#child.exited;
  }

  async tail(): Promise<readonly string[]> {
    return this.#child.tail();
  }

  async kill(): Promise<void> {
    if (this.#state !== 'running') return;
    this.#state = 'killed';
    this.#record('agent.killed');
    await this.#child.signal('SIGKILL');
    await this.#child.exited;
  }

  async pause(): Promise<void> {
    if (this.#state !== 'running') return;
    await this.#child.signal('SIGSTOP');
    this.#record('agent.paused');
  }

  async resume(): Promise<void> {
    if (this.#state !== 'running') return;
    await this.#child.signal('SIGCONT');
    this.#record('agent.resumed');
  }

  async stop(): Promise<void> {
    if (this.#state !== 'running') return;
    this.#state = 'stopped';
    await this.#child.signal('SIGCONT');
    const { code, signal } = await this.#child.stop();
    this.#record('agent.stopped', { code, signal });
  }

  async end(): Promise<void> {
    if (this.#state === 'running') this.#state = 'stopped';
    await this.#child.stop(0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #ended({ code, signal }: ChildExit): Promise<void> {
    if (this.#state !== 'running') return;
    this.#state = 'exited';
    this.#record('agent.exited', { code, signal }, { lines: [...(await this.tail())] });
  }

  #record(
    kind: string,
    data: Readonly<Record<string, string | number | null>> = {},
    volatile: Readonly<Record<string, number | string[]>> = {},
  ): void {
    const { host: component, agentId } = this;
    this.#history.append({ component, kind, data: { agentId, ...data }, volatile });
  }
}
