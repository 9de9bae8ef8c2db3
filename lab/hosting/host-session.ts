import type { LabClock } from '../clock/lab-clock.ts';
import { Subscriber } from '../clock/subscriber.ts';
import type { NearParticipant, Probe } from '../clock/clock.ts';
import { wallDeadline, wallStamp } from '../clock/wall.ts';
import { controlOver, serveControl } from '../control/control.ts';
import type { ControlImplementation, ControlTransport } from '../control/control.ts';
import type { Credential } from '../pki/authority.ts';
import type { EventOrder } from './event-order.ts';
import { HostLostError, HostSilentError } from './errors.ts';
import { conductorContract, hostContract, type HostControl } from './host-contract.ts';
import type { ToConductor, ToHost } from './messages.ts';
import { readToConductor } from './read-message.ts';
import { PendingCalls } from './pending-calls.ts';
import type { WaitingHost } from './reception.ts';

/** What a session needs of the lab that takes the host. */
export interface SessionGround {
  readonly clock: LabClock;
  readonly events: EventOrder;
  readonly seed: string;
  readonly authority: Credential;
  readonly conductor: ControlImplementation<typeof conductorContract>;
}

const GONE = 'its process or connection has ended';

/** Real milliseconds after which a host that does not answer what it can answer at once is said to be silent. */
const SILENCE_MS = 5_000;

/** Calls that wait for nothing. */
const PROMPT = new Set(['links', 'cut', 'hold', 'restore', 'slow', 'introduce', 'route', 'meet', 'open']);

/** Lab timers that one component may have at once. */
const TIMER_LIMIT = 1_000_000;

/** Clocks of one machine are this close, in milliseconds; further apart they are of different machines. */
const SAME_MACHINE_MS = 1_000;

/** A component host that serves this lab, in a process or a container of its own. */
export class HostSession implements AsyncDisposable, NearParticipant {
  readonly name: string;
  readonly control: HostControl;
  /** Its process id, and its addresses on its networks. */
  readonly begun: Promise<{ readonly pid: number; readonly addresses: readonly string[] }>;
  /** Resolves when it has gone. */
  readonly gone: Promise<void>;
  /** Resolves when it has gone and nobody here had asked for it. */
  readonly lost: Promise<HostLostError>;
  readonly #waiting: WaitingHost;
  readonly #subscriber: Subscriber;
  readonly #calls: PendingCalls;
  readonly #ground: SessionGround;
  readonly #leave: () => void;
  #begin: (facts: { pid: number; addresses: readonly string[] }) => void = () => undefined;
  #offset = 0;
  #suspended = false;
  #expected = false;
  #loseHost: (error: HostLostError) => void = () => undefined;
  #received = 0;

  constructor(waiting: WaitingHost, ground: SessionGround) {
    const { name, socket } = waiting;
    this.name = name;
    this.#waiting = waiting;
    this.#ground = ground;
    this.#calls = new PendingCalls(
      (message) => this.#send(message),
      serveControl('conductor', conductorContract, ground.conductor),
    );
    this.control = controlOver(name, hostContract, limited(name, this.#calls.transport));
    this.lost = new Promise((resolve) => (this.#loseHost = resolve));
    this.gone = new Promise((resolve) => socket.once('close', () => resolve()));
    this.begun = new Promise((resolve, reject) => {
      this.#begin = resolve;
      void this.gone.then(() => reject(new HostLostError(name, GONE)));
    });
    this.begun.catch(() => undefined);
    socket.on('message', (data) => this.#take(readToConductor(String(data))));
    const { seed, authority, clock } = ground;
    this.#send({ op: 'begin', seed, authority });
    this.#subscriber = new Subscriber(
      name,
      clock,
      { send: (message) => this.#send(message), refuse: () => socket.terminate(), gone: this.gone },
      TIMER_LIMIT,
    );
    this.#leave = clock.join(this);
    void this.gone.then(() => this.#left());
  }

  /** What has come from it counts as movement, besides what it says of itself. */
  probe(): Probe {
    return { activity: this.#received, busy: [] };
  }

  /**
   * Resolves when all that happened there so far has arrived here; at once when nobody waits for it. Throws
   * HostSilentError.
   */
  async sync(): Promise<void> {
    if (this.#suspended) return;
    const arrived = Promise.race([this.#subscriber.probe(), this.gone]);
    await wallDeadline(SILENCE_MS, arrived, () => new HostSilentError(this.name, SILENCE_MS));
  }

  /** Stops waiting for a process that is paused, or waits for it again. */
  suspend(): void {
    this.#suspended = true;
    this.#subscriber.suspend();
  }

  resume(): void {
    this.#suspended = false;
    this.#subscriber.resume();
  }

  /** Its end, which is near, is wanted. */
  expectEnd(): void {
    this.#expected = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#expected = true;
    this.#waiting.socket.terminate();
    await this.gone;
  }

  #take(message: ToConductor | undefined): void {
    if (message?.op === 'rest') return this.#subscriber.take(message);
    this.#received++;
    switch (message?.op) {
      case 'begun':
        this.#offset = offsetOf(message.stamp);
        return this.#begin(message);
      case 'events':
        return this.#ground.events.take(this.name, message.events, this.#offset);
      case 'call':
      case 'reply':
        return this.#calls.take(message);
      case 'set':
      case 'cancel':
        return this.#subscriber.take(message);
      default:
        return this.#waiting.socket.terminate();
    }
  }

  #left(): void {
    this.#leave();
    this.#subscriber.leave();
    const lost = new HostLostError(this.name, GONE);
    this.#calls.lose(lost);
    if (!this.#expected) this.#loseHost(lost);
  }

  #send(message: ToHost): void {
    const { socket } = this.#waiting;
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  }
}

/** Calls that wait for nothing are not waited for without end. Rejects with HostSilentError then. */
function limited(host: string, transport: ControlTransport): ControlTransport {
  return (method, input) => {
    const reply = transport(method, input);
    if (!PROMPT.has(method)) return reply;
    return wallDeadline(SILENCE_MS, reply, () => new HostSilentError(host, SILENCE_MS));
  };
}

/** Between this machine's monotonic clock and the host's; none where both are one. */
function offsetOf(stamp: number): number {
  const difference = wallStamp() - stamp;
  return Math.abs(difference) < SAME_MACHINE_MS ? 0 : difference;
}
