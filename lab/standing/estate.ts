import type { NearParticipant } from '../clock/clock.ts';
import { wallAfter, type WallTimer } from '../clock/wall.ts';
import { conductLab, type ConductedLab, type LabOptions, type StandingYard } from '../launchers/index.ts';

/** The estate's own lab, which is up whenever nobody has raised another. */
export interface OwnLab {
  readonly labText: string | undefined;
  readonly seed: string;
}

/** What the conductor's own process does besides, and where it says what nobody asked for. */
export interface Conductor extends NearParticipant {
  say(text: string): void;
}

/** Real milliseconds after which an estate that nobody uses raises its own lab again. */
const IDLE_MS = 3_000;

/** One standing estate: one lab at a time. */
export class Estate implements AsyncDisposable {
  readonly #yard: StandingYard;
  readonly #own: OwnLab;
  readonly #part: Conductor;
  #idle: WallTimer | undefined;
  #lab: ConductedLab | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(yard: StandingYard, own: OwnLab, part: Conductor) {
    this.#yard = yard;
    this.#own = own;
    this.#part = part;
  }

  /** The lab that is up. Throws when none is. */
  get lab(): ConductedLab {
    if (this.#lab === undefined) throw new Error('no lab is up on this estate now: raise one');
    return this.#lab;
  }

  get isUp(): boolean {
    return this.#lab !== undefined;
  }

  /** Takes down what was raised; when nobody raises another soon, the estate's own lab comes up again. */
  async lower(): Promise<void> {
    await this.#inTurn(() => this.#stop());
    this.#idle?.cancel();
    this.#idle = wallAfter(IDLE_MS, () => {
      if (!this.isUp) this.home().catch((error: unknown) => this.#part.say(String(error)));
    });
  }

  /** Raises the estate's own lab, on a clock that flows. */
  home(): Promise<ConductedLab> {
    const clock = { mode: 'flowing', epoch: 'now' } as const;
    return this.raise({ ...this.#own, clock });
  }

  /** Takes down what is up and raises another. Throws LabFileError, LabStartError. */
  raise(options: LabOptions): Promise<ConductedLab> {
    this.#idle?.cancel();
    return this.#inTurn(() => this.#raise(options));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#idle?.cancel();
    await this.#inTurn(() => this.#stop());
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #stop(): Promise<void> {
    const before = this.#lab;
    this.#lab = undefined;
    await before?.stop();
  }

  async #raise(options: LabOptions): Promise<ConductedLab> {
    await this.#stop();
    const lab = await conductLab({ ...options, standing: this.#yard });
    lab.join(this.#part);
    this.#lab = lab;
    return lab;
  }
}
