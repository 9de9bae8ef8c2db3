import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HostLostError } from '../hosting/errors.ts';
import { HostSession, type SessionGround } from '../hosting/host-session.ts';
import { Reception } from '../hosting/reception.ts';
import { startChild, type ChildExit, type StartedChild } from '../processes/child.ts';
import type { Janitor } from '../processes/janitor.ts';
import { hostsIn } from './hosts-in.ts';
import type { EstateHost, HostSource } from './estate-host.ts';

/** Real milliseconds a host's process may take to dial in. */
const READY_MS = 30_000;

/** Component hosts as child processes. They outlive a lab and serve the next one of the same harness. */
export class ProcessYard implements AsyncDisposable {
  readonly #janitor: Janitor;
  readonly #reception = new Reception(randomBytes(24).toString('hex'));
  readonly #children = new Map<string, Promise<StartedChild>>();
  #port: Promise<number> | undefined;

  constructor(janitor: Janitor) {
    this.#janitor = janitor;
  }

  /** Hosts of this yard for one lab. */
  hosts(ground: SessionGround): HostSource {
    return {
      bootMs: READY_MS,
      prepare: (config) => {
        for (const name of hostsIn(config)) this.#child(name).catch(() => undefined);
      },
      raise: (name) => this.#raise(name, ground),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled([...this.#children.values()].map(async (child) => (await child).stop(0)));
    if (this.#port !== undefined) await this.#reception[Symbol.asyncDispose]();
  }

  /** One that could not be cleared after its last lab ends itself: another is started then, once. */
  async #raise(name: string, ground: SessionGround): Promise<EstateHost> {
    const first = await this.#serve(name, ground);
    if (!(first instanceof Error)) return first;
    const second = await this.#serve(name, ground);
    if (second instanceof Error) throw second;
    return second;
  }

  async #serve(name: string, ground: SessionGround): Promise<EstateHost | Error> {
    const child = await this.#child(name);
    const ended = child.exited.then(() => endedError(child));
    using withdrawing = new DisposableStack();
    const withdrawn = withdrawing.adopt(new AbortController(), (controller) => controller.abort());
    const waiting = await Promise.race([this.#reception.take(name, withdrawn.signal), ended]);
    if (waiting instanceof Error) return waiting;
    const session = new HostSession(waiting, ground);
    const begun = await Promise.race([session.begun, ended]).catch((error: unknown) => error);
    if (begun instanceof Error) return begun;
    return {
      name,
      pid: child.pid,
      control: session.control,
      sync: () => session.sync(),
      lost: session.lost.then(async () => endedError(child, await child.exited)),
      [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
    };
  }

  /** The process of that name; a new one when it has ended or never started. */
  #child(name: string): Promise<StartedChild> {
    const known = this.#children.get(name);
    if (known !== undefined) return known;
    const starting = this.#start(name);
    this.#children.set(name, starting);
    const forget = (): void => {
      if (this.#children.get(name) === starting) this.#children.delete(name);
    };
    starting.then((child) => child.exited).then(forget, forget);
    return starting;
  }

  async #start(name: string): Promise<StartedChild> {
    this.#port ??= this.#reception.listen();
    const port = await this.#port;
    return startChild(
      {
        name: `host ${name}`,
        command: process.execPath,
        args: [program()],
        env: {
          PATH: process.env['PATH'] ?? '',
          NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(tmpdir(), 'node-compile-cache'),
          PTALAB_HOST: name,
          PTALAB_CONDUCTOR: `ws://127.0.0.1:${port}${this.#reception.path}`,
        },
        ready: /^ready host /,
        readyWithinMs: READY_MS,
      },
      this.#janitor,
    );
  }
}

function endedError(child: StartedChild, exit: ChildExit | undefined = child.exit): Error {
  const how = exit?.signal ?? `code ${exit?.code ?? 'unknown'}`;
  const lines = child.tail();
  const said = lines.length === 0 ? 'It printed nothing' : `Its last lines:\n  ${lines.join('\n  ')}`;
  return new HostLostError(child.name.replace(/^host /, ''), `its process ended (${how}). ${said}`);
}

function program(): string {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return fileURLToPath(new URL(`../hosting/main${extension}`, import.meta.url));
}
