import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { After, AfterAll, Before, setDefaultTimeout, type ITestCaseHookParameter } from '@cucumber/cucumber';
import { hash32 } from '../../lab/chance/chance.ts';
import { renderHistory } from '../../lab/report/reading-order.ts';
import { endShared } from './shared.ts';
import type { LabWorld } from './world.ts';

/** Cucumber's own limit stands behind the run's, which names what is waited for. */
setDefaultTimeout(120_000);

/** Each scenario's seed is a hash of the run's seed and the scenario's own id, so a subset or a shard replays alike. */
Before(function (this: LabWorld, scenario: ITestCaseHookParameter) {
  this.seed = `${hash32(process.env['PTALAB_SEED'] ?? 'ptalab', scenario.pickle.uri, scenario.pickle.name, ordinalOf(scenario))}`;
});

After(async function (this: LabWorld, scenario: ITestCaseHookParameter) {
  const unasserted = scenario.result?.status === 'PASSED' ? this.unassertedFailure : undefined;
  const failed = scenario.result?.status === 'FAILED' || unasserted !== undefined;
  const lab = await this.started?.catch(() => undefined);
  try {
    if (failed && lab !== undefined) this.attach(keepHistory(scenario, renderHistory(lab.history.all())), 'text/plain');
  } finally {
    await lab?.stop();
  }
  if (unasserted !== undefined) throw new Error(`a sign-in failed and no step looked at it: ${unasserted}`);
});

AfterAll(() => endShared());

/** Which row of an outline's examples this is; rows share uri and name. */
function ordinalOf({ pickle, gherkinDocument }: ITestCaseHookParameter): number {
  const row = pickle.astNodeIds.at(1);
  const rows = (gherkinDocument.feature?.children ?? [])
    .flatMap((child) => child.scenario?.examples ?? [])
    .flatMap((examples) => examples.tableBody.map(({ id }) => id));
  return row === undefined ? 0 : rows.indexOf(row);
}

function keepHistory(scenario: ITestCaseHookParameter, text: string): string {
  const folder = process.env['PTALAB_REPORT_DIR'];
  if (folder !== undefined) {
    mkdirSync(join(folder, 'histories'), { recursive: true });
    writeFileSync(join(folder, 'histories', `${slug(scenario.pickle.name)}.txt`), text);
  }
  return text;
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 100);
}
