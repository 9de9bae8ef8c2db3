import type { NearParticipant } from '../clock/clock.ts';
import { conductLab, type ConductedLab, type LabOptions, type StandingYard } from '../launchers/index.ts';

/** The estate's own lab, which is up whenever nobody has raised another. */
export interface OwnLab {
  readonly labText: string | undefined;
  readonly seed: string;
}

/** One standing estate: one lab at a time. */
export class Estate implements AsyncDisposable {
  readonly #yard: StandingYard;
  readonly #own: OwnLab;
  readonly #part: NearParticipant;
  #lab: ConductedLab | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** `part` is what the conductor's own process does besides. */
  constructor(yard: StandingYard, own: OwnLab, part: NearParticipant) {
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

  /** Raises the estate's own lab, on a clock that flows. */
  home(): Promise<ConductedLab> {
    const clock = { mode: 'flowing', epoch: 'now' } as const;
    return this.raise({ ...this.#own, clock });
  }

  /** Takes down what is up and raises another. Throws LabFileError, LabStartError. */
  raise(options: LabOptions): Promise<ConductedLab> {
    const mine = this.#turn.then(() => this.#raise(options));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turn;
    await this.#lab?.stop();
    this.#lab = undefined;
  }

  async #raise(options: LabOptions): Promise<ConductedLab> {
    const before = this.#lab;
    this.#lab = undefined;
    await before?.stop();
    const lab = await conductLab({ ...options, standing: this.#yard });
    lab.join(this.#part);
    this.#lab = lab;
    return lab;
  }
}
