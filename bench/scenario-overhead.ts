import { startLab } from '../lab/launchers/index.ts';
import { generateKeys } from '../lab/pki/key-source.ts';
import { Janitor } from '../lab/processes/janitor.ts';
import { managedEstate } from './estates.ts';
import { summarize, timed, type Summary } from './samples.ts';

export interface ScenarioOverhead {
  readonly upMs: Summary;
  readonly downMs: Summary;
  readonly totalMs: Summary;
}

/** A lab up and down with one agent, as a scenario has it: code loaded, signing keys and janitor shared. */
export async function scenarioOverhead(times: number): Promise<ScenarioOverhead> {
  using janitor = new Janitor();
  const keys = generateKeys();
  const ups: number[] = [];
  const downs: number[] = [];
  await (await startLab({ lab: managedEstate(1), janitor, keys })).stop();
  for (let nth = 0; nth < times; nth++) {
    const started = performance.now();
    const lab = await startLab({ lab: managedEstate(1), janitor, keys });
    ups.push(performance.now() - started);
    downs.push(await timed(() => lab.stop()));
  }
  const totals = ups.map((up, index) => up + (downs[index] ?? 0));
  return { upMs: summarize(ups), downMs: summarize(downs), totalMs: summarize(totals) };
}
