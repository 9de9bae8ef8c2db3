import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { NearParticipant } from '../clock/clock.ts';
import { wallAfter, type WallTimer } from '../clock/wall.ts';
import { LabDownError } from '../desk/errors.ts';
import type { ConductedLab, LabOptions } from '../launchers/index.ts';
import { EstateTakenError } from './errors.ts';
import { Seat } from './seat.ts';

/** The estate's own lab, which is up whenever nobody has raised another. */
export interface OwnLab {
  readonly labText: string | undefined;
  readonly seed: string;
}

/** What the conductor's own process does besides, and where it says what nobody asked for. */
export interface Conductor extends NearParticipant {
  say(text: string): void;
}

/** What an estate itself asks of a lab. */
export type EstateLab = Pick<ConductedLab, 'seed' | 'extension' | 'join' | 'stop'>;

export interface EstateOptions<L extends EstateLab = ConductedLab> {
  /** Raises a lab on the estate's hosts. Throws LabFileError, LabStartError. */
  conduct(options: LabOptions): Promise<L>;
  readonly own: OwnLab;
  readonly part: Conductor;
  /** Real milliseconds after which an estate that nobody uses raises its own lab again; three seconds unless told. */
  readonly idleMs?: number;
}

const IDLE_MS = 3_000;

/** Real milliseconds for a harness to join the clock of the lab it has raised, and until the own lab is tried again. */
const PATIENCE_MS = 30_000;

/** One standing estate: one lab at a time. */
export class Estate<L extends EstateLab = ConductedLab> implements AsyncDisposable {
  readonly #options: EstateOptions<L>;
  #lab: L | undefined;
  /** Of whoever has raised the lab that is up; undefined for the estate's own. */
  #seat: Seat | undefined;
  /** Whose next lab the estate is kept for between two of a run, until it leaves or is not heard of for a while. */
  #keptFor: string | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #idle: WallTimer | undefined;

  constructor(options: EstateOptions<L>) {
    this.#options = options;
  }

  /** The lab that is up. Throws LabDownError when none is. */
  get lab(): L {
    if (this.#lab !== undefined) return this.#lab;
    throw new LabDownError('the estate is between two labs; ask again in a moment');
  }

  get isUp(): boolean {
    return this.#lab !== undefined;
  }

  /** Raises the estate's own lab, on a clock that flows. */
  home(): Promise<L> {
    return this.#inTurn(() => this.#replaceByOwn());
  }

  /**
   * Takes down what is up and raises a harness's lab, which stays until the harness lowers it or is gone. Throws
   * EstateTakenError while another harness's stays; LabFileError, LabStartError.
   */
  raise(options: LabOptions, harness: string): Promise<{ lab: L; clockPath: string }> {
    return this.#inTurn(async () => {
      const seat = this.#seat;
      if (seat?.isTaken === true && seat.harness !== harness) throw new EstateTakenError(this.lab.seed);
      if (this.#keptFor !== undefined && this.#keptFor !== harness) throw new EstateTakenError();
      try {
        const lab = await this.#replace(options);
        const clockPath = lab.extension.pathFor('harness');
        const taken = new Seat(harness, clockPath, () => {
          if (this.#seat === taken) this.#homeSoon();
        });
        this.#seat = taken;
        this.#homeSoon(PATIENCE_MS);
        return { lab, clockPath };
      } catch (error) {
        this.#homeSoon();
        throw error;
      }
    });
  }

  /** Takes down what that harness has raised; when nobody raises another soon, the estate's own lab comes up again. */
  lower(harness: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#seat?.harness !== harness) return;
      this.#keptFor = harness;
      await this.#stop().finally(() => this.#homeSoon());
    });
  }

  /** That harness raises no other lab: the estate is anybody's at once. */
  leave(harness: string): Promise<void> {
    return this.#inTurn(() => {
      if (this.#keptFor === harness) this.#keptFor = undefined;
      return Promise.resolve();
    });
  }

  /** Lets a harness join the clock of the lab that is up. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#lab === undefined) return void socket.destroy();
    if (request.url === this.#seat?.clockPath) {
      this.#stay();
      this.#seat?.take(socket);
    }
    this.#lab.extension.upgrade(request, socket, head);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#inTurn(() => this.#stop());
  }

  /** One thing at a time, in the order asked for. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #stop(): Promise<void> {
    this.#stay();
    const before = this.#lab;
    this.#lab = undefined;
    this.#seat = undefined;
    await before?.stop();
  }

  async #replace(options: LabOptions): Promise<L> {
    await this.#stop();
    const lab = await this.#options.conduct(options);
    lab.join(this.#options.part);
    this.#lab = lab;
    return lab;
  }

  #replaceByOwn(): Promise<L> {
    this.#keptFor = undefined;
    return this.#replace({ ...this.#options.own, clock: { mode: 'flowing', epoch: 'now' } });
  }

  /** The estate's own lab comes up again after so long, unless something else has happened by then. */
  #homeSoon(ms: number = this.#options.idleMs ?? IDLE_MS): void {
    this.#stay();
    const timer = wallAfter(ms, () => {
      const going = this.#inTurn(async () => void (this.#idle === timer && (await this.#replaceByOwn())));
      going.catch((error: unknown) => {
        this.#options.part.say(error instanceof Error ? error.message : String(error));
        this.#homeSoon(PATIENCE_MS);
      });
    });
    this.#idle = timer;
  }

  #stay(): void {
    this.#idle?.cancel();
    this.#idle = undefined;
  }
}
