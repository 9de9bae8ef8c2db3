import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findK6 } from '../../lab/load/k6/binary.ts';
import type { K6Summary } from '../../lab/load/core/summary.ts';
import { runK6, type K6Surroundings } from '../../lab/load/k6/run-k6.ts';
import { startLoadLab, type LoadLab } from '../../lab/load/start-load-lab.ts';
import { Janitor } from '../../lab/processes/janitor.ts';
import { TRIALS, type Trial } from './try-plan.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** npm run test:k6 [-- script …]: every load script for some seconds, on the real k6, against a real lab of this process. */
const wanted = process.argv.slice(2);
const trials = TRIALS.filter(({ script }) => wanted.length === 0 || wanted.includes(script));
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

await using stack = new AsyncDisposableStack();
const janitor = stack.use(new Janitor());
const k6 = await findK6({ asked: undefined, environment: process.env['PTALAB_K6'], folders: [ROOT] });
const order = { seed: 'try', launch: {}, labFile: undefined, users: 150, agents: 1 };
const lab = await startLoadLab({ ...order, registered: undefined, instead: undefined }, janitor, stack);
let failed = 0;
for (const trial of trials) {
  if (stop.signal.aborted) break;
  const { wrong, figures } = await attempt(trial, lab, { k6, janitor, signal: stop.signal });
  failed += wrong.length === 0 ? 0 : 1;
  console.log(`${wrong.length === 0 ? 'ok    ' : 'FAILED'} ${trial.script.padEnd(13)} ${figures}`);
  for (const line of wrong) console.log(`       ${line}`);
}
console.log(`${trials.length - failed} of ${trials.length} scripts passed`);
process.exitCode = failed > 0 || trials.length === 0 || stop.signal.aborted ? 1 : 0;

interface Outcome {
  /** Nothing when all is well. */
  readonly wrong: readonly string[];
  readonly figures: string;
}

async function attempt(
  trial: Trial,
  { written, folder }: LoadLab,
  surroundings: K6Surroundings,
): Promise<Outcome> {
  const { path: target, trust } = written;
  const script = join(ROOT, 'loadtests', `${trial.script}.ts`);
  try {
    const run = { script, knobs: trial.knobs, target, trust, folder, periodS: 1, networks: [] };
    const { summary } = await runK6(run, surroundings);
    return { wrong: [...crossed(summary), ...idle(summary, trial.flows)], figures: figuresOf(summary) };
  } catch (error) {
    return { wrong: [error instanceof Error ? error.message : String(error)], figures: '' };
  }
}

function crossed({ thresholds }: K6Summary): string[] {
  return thresholds
    .filter(({ passed }) => !passed)
    .map(({ metric, expression, value }) => `${metric} is ${value ?? 'missing'}, wanted ${expression}`);
}

function idle({ metrics }: K6Summary, flows: readonly string[]): string[] {
  return flows
    .filter((flow) => !metrics.get(`sign_ins{flow:${flow}}`)?.['count'])
    .map((flow) => `no ${flow} sign-in`);
}

/** How many sign-ins by each flow, how they ended, and how many binds. */
function figuresOf({ metrics }: K6Summary): string {
  const counts = [...metrics].flatMap(([name, { count }]) => {
    const [, what] =
      /^(?:sign_ins\{flow:|sign_in_codes\{code:|(?=ldap_(?:binds|searches)))([^{}]+)\}?$/.exec(name) ?? [];
    return what === undefined || !count ? [] : [`${what} ${count}`];
  });
  return `${counts.join(', ')}; p95 ${Math.round(metrics.get('sign_in_duration')?.['p(95)'] ?? 0)} ms`;
}
