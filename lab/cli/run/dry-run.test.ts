import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { LAB_STEPS } from './dry-run.ts';
import { featureFiles } from './feature-files.ts';
import { rehearse } from './rehearsal.ts';
import { UserFolder } from './run.fixture.ts';
import { supportFiles } from './support-files.ts';

const feature = (...steps: string[]): string =>
  ['Feature: X', '  Scenario: Y', ...steps.map((step) => `    ${step}`)].join('\n');
const described = (yaml: string): string =>
  feature('Given a lab described by:', '  """yaml', ...yaml.split('\n').map((line) => `  ${line}`), '  """');

test('a dry run says what would run, starts nothing, and leaves no reports', async () => {
  using folder = new UserFolder({
    'a.feature': described('forest: {}'),
    'b.feature': feature('Given it breaks'),
  });
  expect(await folder.run({ dryRun: true })).toBe(0);
  expect(folder.text).toContain('X: Y  \n    features/a.feature:2');
  expect(folder.text).toContain(
    '2 scenarios and 2 steps are clear; they would run on inline, 1 side by side',
  );
  expect(existsSync(join(folder.path, 'reports'))).toBe(false);
});

test.each([
  ['an undefined step', feature('Given all is wel'), 'features/a.feature:3: no step definition fits'],
  [
    'a value that its type refuses',
    feature('Given 3 agents'),
    'a.feature:3: the values of this step cannot be taken\n  3 agents\n3 is odd',
  ],
  [
    'a doc string that nobody takes',
    feature('Given all is well', '"""', 'x', '"""'),
    'features/a.feature:3: the values',
  ],
  [
    'a wrong description',
    described('forest:\n  lockuot: {}'),
    'features/a.feature:6:9: forest.lockuot: found the unknown key',
  ],
  [
    'a lab of another launcher',
    described('egress:\n  mode: firewall'),
    'features/a.feature:5:7: egress.mode: found "firewall" with the launcher inline',
  ],
  ['no YAML', described('forest: ['), 'features/a.feature:5'],
  ['a missing lab file', feature('Given the lab described in "none.yaml"'), 'none.yaml: found no such file'],
  ['an unknown tag', feature('Given all is well'), 'no scenario is tagged @x'],
])('%s is refused', async (what, text, message) => {
  using folder = new UserFolder({ 'a.feature': text });
  const options = { dryRun: true, ...(what === 'an unknown tag' ? { tags: '@x' } : {}) };
  await expect(folder.run(options)).rejects.toThrow(message);
});

test('steps that describe a lab are called so in the step definitions', async () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const selection = { paths: featureFiles([], root), tags: '', name: undefined, shard: undefined };
  const { definitions } = await rehearse(root, selection, { importPaths: supportFiles(root) });
  const expressions = [...definitions.values()].map(({ expression }) => expression);
  expect(expressions).toEqual(expect.arrayContaining(Object.values(LAB_STEPS)));
});
