import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { supportFiles } from '../run/support-files.ts';
import { UserFolder } from '../run/run.fixture.ts';
import { inspectSteps } from './inspect.ts';
import { printSteps, stepsJson } from './print.ts';

/** Steps that a folder of somebody else's describes its lab with; the package's own features write theirs out. */
const FOR_OTHERS = ['the default lab', 'the lab described in {string}'];

test("the package's own steps neither overlap nor stand there unused", async () => {
  const { steps, unused, overlaps } = await inspectSteps(
    fileURLToPath(new URL('../../..', import.meta.url)),
    supportFiles,
  );
  expect(steps.find(({ expression }) => expression === 'a lab described by:')).toMatchObject({
    file: 'steps/lab.steps.ts',
    kind: 'expression',
  });
  expect(overlaps).toEqual([]);
  expect(unused.map(({ expression }) => expression)).toEqual(FOR_OTHERS);
});

const FEATURE = 'Feature: X\n  Scenario: Y\n    Given all is well\n    And 4 agents\n';

test('an overlap is found though no scenario has its text', async () => {
  using folder = new UserFolder({ 'a.feature': FEATURE });
  const found = await inspectSteps(folder.path, () => folder.support());
  expect(found.overlaps).toMatchObject([
    {
      text: 'two meanings',
      from: 'samples',
      steps: [{ expression: 'two meanings' }, { expression: 'two meanings?' }],
    },
  ]);
  expect(found.unused.map(({ expression }) => expression)).not.toContain('all is well');
  const agents = found.steps.find(({ expression }) => expression === '{even} agents');
  expect(agents).toMatchObject({ uses: 1, parameterTypes: ['even'], file: 'steps/steps.mjs' });
});

test('an overlap in a feature is told with that text', async () => {
  using folder = new UserFolder({ 'a.feature': 'Feature: X\n  Scenario: Y\n    Given two meanings\n' });
  const found = await inspectSteps(folder.path, () => folder.support());
  expect(found.overlaps).toMatchObject([{ text: 'two meanings', from: 'features' }]);
  const said: string[] = [];
  const note = (line: string): void => void said.push(line);
  printSteps({ isTerminal: false, say: note, complain: note, live: () => undefined }, found, false);
  expect(said.join('\n')).toMatch(/✗ overlap: {2}two meanings\n {6}steps\/steps\.mjs:\d+ {2}two meanings/);
  expect(said.at(-1)).toMatch(/^\d+ steps: \d+ unused, 1 overlapping/);
  expect(stepsJson(found)).toMatchObject({ version: 1, overlaps: [{ from: 'features' }] });
});

test('a step written once in an outline is used once', async () => {
  const outline =
    'Feature: X\n  Scenario Outline: Y\n    Given <n> agents\n    Examples:\n      | n |\n      | 2 |\n      | 4 |\n';
  using folder = new UserFolder({ 'a.feature': outline });
  const { steps } = await inspectSteps(folder.path, () => folder.support());
  expect(steps.find(({ expression }) => expression === '{even} agents')?.uses).toBe(1);
});
