import type { Facts } from '../table/load.ts';
import type { Case } from '../table/schema.ts';
import type { Target } from '../worlds/world.ts';
import { perform } from './act.ts';
import { arrange } from './arrange.ts';
import { factsOfChange, factsOfOutcome, watched } from './facts.ts';
import { Stage } from './stage.ts';

/** What a target made of a case. */
export interface Observation {
  readonly facts: Facts;
  /** The diagnostic text of the last answer. */
  readonly text: string;
}

/** Moments that follow one another differ. */
const BETWEEN_MS = 10;

/** Plays one case in a world of its own. Throws NotPossible, DifferentialError. */
export async function runCase(target: Target, test: Case): Promise<Observation> {
  await using world = await target.open();
  using stage = new Stage(world);
  await arrange(stage, test.given);
  await world.wait(BETWEEN_MS);
  const attributes = Object.values(watched(test));
  const look = async () =>
    test.about === undefined ? undefined : stage.read(stage.dnOf(test.about), attributes);
  const before = await look();
  const outcome = await perform(stage, test.when);
  const after = await look();
  const changed = test.about === undefined ? {} : factsOfChange(before, after, test);
  return {
    facts: { ...factsOfOutcome(outcome, test), ...changed },
    text: outcome.replies.at(-1)?.diagnostic ?? '',
  };
}
