import { After, AfterAll, Before, type ITestCaseHookParameter } from '@cucumber/cucumber';
import { renderHistory } from '../../lab/report/reading-order.ts';
import { keepHistory } from '../../lab/report/report-folder.ts';
import { scenarioId, scenarioSeed, scenarioSlug } from '../../lab/report/scenario-id.ts';
import { endShared } from './shared.ts';
import type { LabWorld } from './world.ts';

/** Each scenario's seed is a hash of the run's seed and the scenario's own id, so a subset or a shard replays alike. */
Before(function (this: LabWorld, { pickle, gherkinDocument }: ITestCaseHookParameter) {
  this.seed = scenarioSeed(this.run?.seed ?? 'ptalab', scenarioId(pickle, gherkinDocument));
});

After(async function (this: LabWorld, scenario: ITestCaseHookParameter) {
  const unjudged = scenario.result?.status === 'PASSED' ? this.unjudgedFailure : undefined;
  const failed = scenario.result?.status === 'FAILED' || unjudged !== undefined;
  const lab = await this.started?.catch(() => undefined);
  try {
    if (failed && lab !== undefined)
      publish(this, scenario, renderHistory((await lab.history.all({})).events));
  } finally {
    await lab?.stop();
  }
  if (unjudged !== undefined) throw new Error(`a sign-in failed and no step judged it: ${unjudged}`);
});

AfterAll(() => endShared());

/** A failed scenario's history goes into the report's folder and into the report itself. */
function publish(
  world: LabWorld,
  { pickle, gherkinDocument }: ITestCaseHookParameter,
  history: string,
): void {
  world.attach(history, { mediaType: 'text/plain', fileName: 'history.txt' });
  const folder = world.run?.reportFolder;
  if (folder !== undefined) keepHistory(folder, scenarioSlug(scenarioId(pickle, gherkinDocument)), history);
}
