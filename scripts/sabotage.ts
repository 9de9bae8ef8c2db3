import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCall, usageError } from './options.ts';
import { gaps, scenarioNames } from './sabotage/coverage.ts';
import { readEntries, type Entry } from './sabotage/entries.ts';
import { tryEntry, type Trial } from './sabotage/trial.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SIDE_BY_SIDE = 2;
const MARKS = { noticed: '✓', survived: '✗', unknown: '?' } as const;

const CALL = 'npm run sabotage';

/** Shows that each scenario fails when the behaviour it describes is broken on purpose. */
const { words: wanted } = readCall({
  call: CALL,
  about: [
    'Breaks what each scenario describes, on purpose and one at a time in a copy, and expects the scenario to notice.',
    'Needs nothing but this checkout; each takes some seconds. Results are printed.',
    'Exit codes: 0 all noticed, 1 one was not or a scenario has no sabotage, 2 usage.',
  ],
  options: {},
  meaning: {},
  words: { shown: '[words …]', meaning: 'those alone whose scenario’s name has all of these words' },
});
const entries = readEntries(join(ROOT, 'sabotage'));
const chosen = entries.filter(({ scenario }) => wanted.every((word) => scenario.includes(word)));
if (chosen.length === 0) usageError(CALL, `no scenario’s name has all of: ${wanted.join(', ')}`);
const missing = wanted.length > 0 ? [] : gaps(await scenarioNames(ROOT), entries);
const trials = await tryAll(chosen);
for (const gap of missing) console.log(`✗ ${gap}`);
const noticed = trials.filter(({ outcome }) => outcome === 'noticed').length;
const failed = trials.length - noticed + missing.length;
// Counts stand for all of them.
if (wanted.length === 0) keepCounts(noticed, failed);
console.log(
  `${trials.length} sabotages: ${noticed} noticed, ${trials.length - noticed} not; ${missing.length} gaps`,
);
if (failed > 0 || trials.length === 0) process.exitCode = 1;

/** Two at a time, in order; each is said as it ends. */
async function tryAll(queue: readonly Entry[]): Promise<Trial[]> {
  const waiting = [...queue];
  const done: Trial[] = [];
  const lane = async (): Promise<void> => {
    for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
      const trial = await tryEntry(ROOT, entry);
      done.push(trial);
      console.log(
        `${MARKS[trial.outcome]} ${done.length}/${queue.length}  ${entry.scenario}  ${Math.round(trial.ms)} ms`,
      );
      console.log(`    broken: ${entry.why} (${entry.file})\n    ${trial.outcome}: ${trial.detail}`);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return done;
}

function keepCounts(passed: number, notPassed: number): void {
  const file = join(ROOT, 'node_modules', '.cache', 'ptalab', 'sabotage.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ passed, failed: notPassed })}\n`);
}
