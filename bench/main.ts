import { mkdirSync, writeFileSync } from 'node:fs';
import { coldStart } from './cold-start.ts';
import { halfADay } from './half-a-day.ts';
import { dockerLab, processLab } from './launchers.ts';
import { readOptions } from '../scripts/options.ts';
import { machine } from './machine.ts';
import { scenarioOverhead } from './scenario-overhead.ts';
import { suite } from './suite.ts';

const { short } = readOptions({
  call: 'npm run bench',
  about: [
    'Measures this checkout: cold start, a scenario’s overhead, half a day of lab time, labs of processes and of containers,',
    'the suite. Needs a quiet machine; figures of containers need Docker and the image (`npm run image`), or are left out.',
    'Result: reports/bench.json. Exit codes: 0 measured, 1 the suite failed, 2 usage.',
  ],
  options: { short: { type: 'boolean', default: false } },
  meaning: { short: 'fewer rounds, and no suite' },
});
const times = short ? 3 : 11;

/** Runs one figure and says so, since a figure takes a while. */
async function figure<T>(
  name: string,
  aim: string,
  measure: () => Promise<T>,
): Promise<{ aim: string; result: T }> {
  process.stderr.write(`measuring ${name} …\n`);
  const result = await measure();
  process.stderr.write(
    `  ${JSON.stringify(result, (key: string, value: unknown) => (key === 'samples' ? undefined : value))}\n`,
  );
  return { aim, result };
}

const before = machine();
const report = {
  machine: before,
  coldStart: await figure('the cold start', 'first sign-in under 1000 ms', () => coldStart(times)),
  scenarioOverhead: await figure('a scenario’s overhead', 'under 300 ms median', () =>
    scenarioOverhead(times),
  ),
  halfADay: await figure('twelve hours with three agents', 'under 1000 ms', () => halfADay(times)),
  processLab: await figure('a process lab with one agent', 'first sign-in under 2 s', () =>
    processLab(times),
  ),
  dockerLab: await figure('a docker lab with three agents', 'first sign-in under 12 s, down in 3 s', () =>
    dockerLab(short ? 1 : 5),
  ),
  ...(short ? {} : { suite: await figure('the suite', 'under 60 s', suite) }),
};
mkdirSync('reports', { recursive: true });
writeFileSync('reports/bench.json', `${JSON.stringify(report, undefined, 2)}\n`);
console.log(JSON.stringify(report, undefined, 2));
process.exitCode = short || report.suite?.result.exitCode === 0 ? 0 : 1;
