import { WebSocket } from 'ws';
import { createChance } from '../chance/chance.ts';
import type { NearParticipant } from '../clock/clock.ts';
import { ComponentClock } from '../clock/component-clock.ts';
import { countDialled, withDialling, type DialledCount } from '../clock/dialled.ts';
import { RemoteTime } from '../clock/remote-time.ts';
import { controlOver, serveControl, type ControlTransport } from '../control/control.ts';
import { wallStamp } from '../clock/wall.ts';
import { Links } from '../links/links.ts';
import { Authority } from '../pki/authority.ts';
import type { KeySource } from '../pki/key-source.ts';
import { addressesOfThisHost } from './addresses.ts';
import { HostedComponents, hostImplementation } from './component-host.ts';
import { endSession } from './end-session.ts';
import { conductorContract, hostContract } from './host-contract.ts';
import { MESSAGE_LIMIT, type ToConductor, type ToHost } from './messages.ts';
import { readToHost } from './read-message.ts';
import { PendingCalls } from './pending-calls.ts';
import { RemoteHistory } from './remote-history.ts';

export interface SessionOptions {
  /** The conductor's WebSocket address, its token in it. */
  readonly url: string;
  /** The host's name: `forest`, `cloud`, `CONNECT1`. */
  readonly host: string;
  readonly keys: KeySource;
  /** Where links listen; 127.0.0.1 unless told. */
  readonly bind?: string | undefined;
  /** Called when the conductor has taken the call. */
  readonly dialledIn?: (() => void) | undefined;
}

/**
 * Serves one lab, from dialling its conductor until that connection ends. Then nothing of the lab is left here; throws
 * HostStuckError when something of it does not stop, and what kept the lab from beginning here.
 */
export async function serveLab(options: SessionOptions): Promise<Error> {
  const socket = new WebSocket(options.url, { perMessageDeflate: false, maxPayload: MESSAGE_LIMIT });
  const session = new LabSession(socket, options);
  return session.ended;
}

class LabSession {
  /** Why it ended. */
  readonly ended: Promise<Error>;
  readonly #socket: WebSocket;
  readonly #options: SessionOptions;
  readonly #time = new RemoteTime((message) => this.#send(message));
  readonly #clock: ComponentClock;
  readonly #history: RemoteHistory;
  readonly #calls: PendingCalls;
  readonly #stack = new AsyncDisposableStack();
  /** Nothing is asked before `begun` is said. */
  #serve: ControlTransport = () => Promise.reject(new Error('this host has not begun'));
  #dialled: DialledCount | undefined;
  readonly #parts: NearParticipant[] = [];
  #handled = 0;
  #failure: Error | undefined;

  constructor(socket: WebSocket, options: SessionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#clock = new ComponentClock(options.host, this.#time);
    this.#history = new RemoteHistory(
      () => this.#time.now(),
      (events) => this.#write({ op: 'events', events }),
    );
    this.#calls = new PendingCalls(
      (message) => this.#send(message),
      (method, input) => this.#serve(method, input),
    );
    this.ended = this.#untilClosed();
  }

  async #untilClosed(): Promise<Error> {
    const socket = this.#socket;
    socket.once('open', () => {
      this.#send({ op: 'hello', name: this.#options.host });
      this.#options.dialledIn?.();
    });
    socket.on('message', (data) => this.#take(readToHost(String(data))));
    const reason = await new Promise<Error>((resolve) => {
      socket.once('error', resolve);
      socket.once('close', () => resolve(new Error('the conductor has gone')));
    });
    socket.terminate();
    this.#time.stop();
    this.#calls.lose(reason);
    await endSession(this.#options.host, this.#stack);
    if (this.#failure !== undefined) throw this.#failure;
    return reason;
  }

  #take(message: ToHost | undefined): void {
    if (message === undefined) return;
    if (message.op === 'begin') {
      this.#begin(message.seed, message.authority).catch((error: unknown) => this.#fail(error));
      return;
    }
    if (message.op === 'probe') return this.#rest(message.id);
    this.#handled++;
    if (message.op === 'call' || message.op === 'reply') this.#calls.take(message);
    else this.#time.take(message);
  }

  async #begin(seed: string, credential: { key: string; cert: string }): Promise<void> {
    const { bind, keys } = this.#options;
    const [history, clock] = [this.#history, this.#clock];
    const dialled = this.#stack.use(countDialled());
    const links = this.#stack.use(
      new Links({ history, clock, host: bind, chance: createChance(seed).fork('links') }),
    );
    this.#dialled = dialled;
    this.#parts.push(links);
    const ground = {
      history,
      links,
      keys,
      chance: createChance(seed),
      authority: await Authority.from(credential),
      conductor: controlOver('conductor', conductorContract, this.#calls.transport),
      clockFor: () => clock,
      watch: (part: NearParticipant) => void this.#parts.push(part),
    };
    const here = this.#stack.use(new HostedComponents(ground));
    this.#serve = serveControl('host', hostContract, hostImplementation(here));
    const addresses = addressesOfThisHost();
    this.#send({ op: 'begun', stamp: wallStamp(), pid: process.pid, addresses });
  }

  /** What keeps a lab from beginning here would keep the next one too: the host ends. */
  #fail(error: unknown): void {
    this.#failure = error instanceof Error ? error : new Error(String(error));
    this.#socket.terminate();
  }

  /** Two turns of the event loop first: what other sockets had already brought is then under way and counted. */
  #rest(id: number): void {
    setImmediate(() =>
      setImmediate(() => {
        const { activity, ...rest } = withDialling(this.#clock.probe(), this.#dialled);
        const watched = this.#parts.reduce((sum, part) => sum + part.probe().activity, 0);
        const moved = this.#time.handled + this.#handled + watched;
        this.#send({ op: 'rest', id, activity: activity + moved, ...rest });
      }),
    );
  }

  #send(message: ToConductor): void {
    this.#history.flush();
    this.#write(message);
  }

  #write(message: ToConductor): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}
