import { DifferentialError, NotPossible } from './errors.ts';
import { factsOfRecording, loadGolden } from './golden.ts';
import { runCase, type Observation } from './run/run-case.ts';
import { loadDifferences, loadDrift, loadPending, loadRecorded, type Facts } from './table/load.ts';
import type { Case } from './table/schema.ts';
import { judge, type Judgement } from './verdict.ts';
import type { Target } from './worlds/world.ts';

/** One row of the outcome's table. */
export interface Row extends Judgement {
  readonly id: string;
  readonly simulated?: Facts | undefined;
  readonly samba?: Facts | undefined;
  readonly recorded?: Facts | undefined;
}

/** Plays cases on the simulated forest, on a real Samba where there is one, and holds them against the recordings. */
export class Judge {
  readonly #simulated: Target;
  readonly #samba: Target | undefined;
  readonly #golden = new Map(loadGolden().cases.map((each) => [each.id, factsOfRecording(each)] as const));
  readonly #recorded = loadRecorded();
  readonly #differences = loadDifferences();
  readonly #drift = loadDrift();
  readonly #pending = loadPending();

  constructor(simulated: Target, samba?: Target) {
    this.#simulated = simulated;
    this.#samba = samba;
  }

  /** The golden recording, and what the suite's own one says besides. */
  #recordingOf(id: string): Facts | undefined {
    const [golden, own] = [this.#golden.get(id), this.#recorded[id]];
    return golden === undefined && own === undefined ? undefined : { ...own, ...golden };
  }

  async row(test: Case): Promise<Row> {
    const { id, text } = test;
    const simulated = await attempt(this.#simulated, test);
    const live = test.notOnSamba === undefined && this.#samba && (await attempt(this.#samba, test));
    const recorded = this.#recordingOf(id);
    const known = {
      difference: this.#differences.get(id),
      drift: this.#drift.get(id),
      pending: this.#pending.get(id),
    };
    const samba = live && 'facts' in live ? live.facts : undefined;
    const judgement =
      live && 'missing' in live
        ? ({ verdict: 'not possible', because: `on Samba: ${live.missing}` } as const)
        : judge({ simulated, samba, recorded, text, ...known });
    return {
      id,
      ...judgement,
      simulated: 'facts' in simulated ? simulated.facts : undefined,
      samba,
      recorded,
    };
  }
}

async function attempt(target: Target, test: Case): Promise<Observation | { missing: string }> {
  try {
    return await runCase(target, test);
  } catch (error) {
    if (error instanceof NotPossible || error instanceof DifferentialError) return { missing: error.message };
    throw error;
  }
}
